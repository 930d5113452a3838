// The geometry of the world map: every outline projected once, as one SVG file of shapes that pages refer to, and points for what is too small.

import { geoEqualEarth, geoPath } from 'd3-geo';
import type { GeoProjection } from 'd3-geo';
import { merge } from 'topojson-client';
import { presimplify, simplify, sphericalTriangleArea } from 'topojson-simplify';
import atlas from 'world-atlas/countries-50m.json' with { type: 'json' };
import { SHEET } from '../../src/ui/world.ts';
import type { World } from '../../src/ui/world.ts';

/** A shape of the atlas before it has a code of ours. */
export type AtlasShape = { m49: string | null; name: string };

/** What the geometry is made of. */
export type WorldInput = {
  /** Code of a shape; several shapes may share one and are joined. Null: land that belongs to none of the codes. */
  codeOf(shape: AtlasShape): string | null;
  /** Every place to be shown, with longitude and latitude of its centre. */
  places: readonly { code: string; centre: readonly [number, number] }[];
};

/** The world and the file of its outlines. */
export type DrawnWorld = World & { svg: string };

type Atlas = Parameters<typeof merge>[0];
type Shape = { type: string; id?: string | number; properties?: { name?: string } };
type Ring = [number, number][];

/** Detail: triangles under a quarter of a pixel are dropped (steradians). */
const DETAIL = 1e-5;
/** Islands below this area in square units are dropped unless they are the largest part of their country. */
const SMALLEST_PART = 60;
/** A place whose largest part is smaller than this on both sides is shown as a point. */
const SMALLEST_SIDE = 45;
const ANTARCTICA = '010';

/** Projects and simplifies the atlas; takes a fraction of a second, so it is done once and the result is committed. */
export function buildWorld({ codeOf, places }: WorldInput): DrawnWorld {
  const topology = simplify(
    presimplify(atlas as unknown as Parameters<typeof presimplify>[0], sphericalTriangleArea),
    DETAIL,
  ) as unknown as Atlas;
  const projection = sheetProjection();
  const drawn = new Set<string>();
  const paths: string[] = [];
  for (const [code, shapes] of shapesByCode(topology, codeOf)) {
    const rings = ringsOf(topology, shapes, projection);
    const sizes = rings.map(sizeOf);
    const largest = sizes.reduce((best, size) => (size.area > best.area ? size : best), { area: 0, side: 0 });
    if (code !== 'other' && largest.side < SMALLEST_SIDE) continue;
    const kept = rings.filter((_, index) => sizes[index]!.area >= SMALLEST_PART || sizes[index] === largest);
    const path = kept.map(pathOf).join('');
    if (path === '') continue;
    drawn.add(code);
    paths.push(`<path id="${code}" d="${path}"/>`);
  }
  const other = drawn.delete('other');
  return {
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SHEET.width} ${SHEET.height}">${paths.join('\n')}</svg>\n`,
    shapes: places.map(({ code }) => code).filter((code) => drawn.has(code)),
    dots: places
      .filter(({ code }) => !drawn.has(code))
      .map(({ code, centre }) => ({ code, ...pointOf(projection, centre) })),
    other,
  };
}

function sheetProjection(): GeoProjection {
  // The cut runs through the Bering Strait, so that no country but a few islands is divided.
  return geoEqualEarth()
    .rotate([-11, 0])
    .fitWidth(SHEET.width, { type: 'Sphere' })
    .precision(20)
    .clipExtent([
      [0, 0],
      [SHEET.width, SHEET.height],
    ]);
}

function shapesByCode(topology: Atlas, codeOf: WorldInput['codeOf']): Map<string, Shape[]> {
  const found = new Map<string, Shape[]>();
  const { geometries } = topology.objects['countries'] as unknown as { geometries: readonly Shape[] };
  for (const geometry of geometries) {
    if (geometry.id === ANTARCTICA || (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon')) continue;
    const m49 = geometry.id === undefined ? null : String(geometry.id);
    const code = codeOf({ m49, name: geometry.properties?.name ?? '' }) ?? 'other';
    const shapes = found.get(code);
    if (shapes) shapes.push(geometry);
    else found.set(code, [geometry]);
  }
  return found;
}

function ringsOf(topology: Atlas, shapes: Shape[], projection: GeoProjection): Ring[] {
  const rings: Ring[] = [];
  let ring: Ring = [];
  const pen = {
    beginPath() {},
    moveTo(x: number, y: number) {
      ring = [[Math.round(x), Math.round(y)]];
      rings.push(ring);
    },
    lineTo(x: number, y: number) {
      const at: [number, number] = [Math.round(x), Math.round(y)];
      const last = ring[ring.length - 1]!;
      if (at[0] !== last[0] || at[1] !== last[1]) ring.push(at);
    },
    closePath() {},
    arc() {},
  };
  geoPath(projection, pen)(merge(topology, shapes as unknown as Parameters<typeof merge>[1]));
  return rings.filter((points) => points.length > 2);
}

function sizeOf(ring: Ring): { area: number; side: number } {
  let twice = 0;
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  let [lastX, lastY] = ring[ring.length - 1]!;
  for (const [x, y] of ring) {
    twice += lastX * y - x * lastY;
    [lastX, lastY] = [x, y];
    minX = Math.min(minX, x);
    maxX = Math.max(maxX, x);
    minY = Math.min(minY, y);
    maxY = Math.max(maxY, y);
  }
  return { area: Math.abs(twice) / 2, side: Math.max(maxX - minX, maxY - minY) };
}

/** A closed path in relative steps, which compress best. */
function pathOf(ring: Ring): string {
  let [x, y] = ring[0]!;
  let path = `M${x} ${y}l`;
  for (let index = 1; index < ring.length; index += 1) {
    const [nextX, nextY] = ring[index]!;
    const dx = nextX - x;
    const dy = nextY - y;
    path += `${index > 1 && dx >= 0 ? ' ' : ''}${dx}${dy >= 0 ? ' ' : ''}${dy}`;
    [x, y] = [nextX, nextY];
  }
  return `${path}z`;
}

function pointOf(
  projection: GeoProjection,
  [longitude, latitude]: readonly [number, number],
): { x: number; y: number } {
  const [x, y] = projection([longitude, latitude]) ?? [0, 0];
  const edge = 40;
  return {
    x: Math.round(Math.min(Math.max(x, edge), SHEET.width - edge)),
    y: Math.round(Math.min(Math.max(y, edge), SHEET.height - edge)),
  };
}

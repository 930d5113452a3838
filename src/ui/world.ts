// The world as the map draws it: the size of its sheet, what has a shape and what is a dot.

/** Units are tenths of a pixel on a sheet 960 wide; Antarctica is left out, the southern edge is near 58° S. */
export const SHEET = { width: 9600, height: 4330 } as const;

/** A point on the sheet. */
export type Dot = { code: string; x: number; y: number };

/** The world ready to be drawn; the outlines themselves are an asset that pages refer to with `<use href="…#ESP">`. */
export type World = {
  /** Codes that have a shape and are large enough to be seen. */
  shapes: readonly string[];
  /** Places without a shape or too small to be seen. */
  dots: readonly Dot[];
  /** True when there is land of no code, under the id `other`. */
  other: boolean;
};

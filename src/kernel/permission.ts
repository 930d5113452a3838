// Permission in one place: whether a viewer holds a role for a module at a place, through which grant.

import type { Access, Grant, Role, Viewer } from './page.ts';

/** What a question of permission is about; nothing given means everywhere and every module. */
export type Scope = {
  /** Module the thing belongs to. */
  module?: string;
  /** The place the thing is about, followed by everything above it up to the world; empty: a thing of no place. */
  lineage?: readonly string[];
};

/** The grant that lets the viewer act in one of these roles there; undefined when none does. Administrators hold every role. */
export function grantFor(viewer: Viewer, roles: readonly Role[], scope: Scope = {}): Grant | undefined {
  if (viewer.id === null) return undefined;
  return viewer.grants.find((grant) => holds(grant, roles) && coversModule(grant, scope) && coversPlace(grant, scope));
}

/** Whether the viewer may act in one of these roles there. */
export function holdsRole(viewer: Viewer, roles: readonly Role[], scope: Scope = {}): boolean {
  return grantFor(viewer, roles, scope) !== undefined;
}

/**
 * Places whose things the viewer may see or decide in one of these roles: `everywhere`, or these codes with all below
 * them. For use in queries: `where place in (…descendants of codes…)`.
 */
export function placesOfRole(
  viewer: Viewer,
  roles: readonly Role[],
  module?: string,
): { everywhere: boolean; codes: readonly string[] } {
  const grants = viewer.id === null ? [] : viewer.grants.filter((grant) => holds(grant, roles));
  const wanted = grants.filter((grant) => module === undefined || coversModule(grant, { module }));
  return {
    everywhere: wanted.some(({ place }) => place === null),
    codes: [...new Set(wanted.flatMap(({ place }) => (place === null ? [] : [place])))],
  };
}

/** Whether an address may be opened at all; the module's own rules come after it. */
export function mayOpen(access: Access, viewer: Viewer): boolean {
  if (access === 'everyone') return true;
  if (viewer.id === null) return false;
  if (access === 'member') return true;
  const { roles, module } = access;
  return viewer.grants.some(
    (grant) => holds(grant, roles) && (module === undefined || coversModule(grant, { module })),
  );
}

function holds(grant: Grant, roles: readonly Role[]): boolean {
  return roles.includes(grant.role) || grant.role === 'administrator';
}

function coversModule(grant: Grant, { module }: Scope): boolean {
  return grant.module === null || (module !== undefined && grant.module === module);
}

function coversPlace(grant: Grant, { lineage }: Scope): boolean {
  return grant.place === null || (lineage !== undefined && lineage.includes(grant.place));
}

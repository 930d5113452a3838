// Where the first content of places lies.

export const FACTS = new URL('./facts/', import.meta.url);

// Door of the forum: the opinion map, which draws groups and what unites or divides them from votes.

export { drawOpinionMap } from './opinion-map/map.ts';
export { readVotes } from './opinion-map/votes-file.ts';

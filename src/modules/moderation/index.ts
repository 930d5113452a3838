// Door of moderation: the child-identification gate, which reads any text and says whether it could single out a child.

export { checkText } from './gate/check.ts';
export type { GateAnswer } from './gate/model.ts';

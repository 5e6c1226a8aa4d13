/** Tells a person what goes on, one line at a time. */
export type Say = (line: string) => void;

export const silent: Say = () => {};

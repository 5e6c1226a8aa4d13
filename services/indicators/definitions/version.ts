/**
 * Grows by one whenever the meaning of a measure changes (this folder, ../measure, ../merge), so that a store filled
 * under the old meaning is refused until `hub rebuild`. version.test.ts holds it against the sources.
 */
export const DEFINITIONS_VERSION = 2;

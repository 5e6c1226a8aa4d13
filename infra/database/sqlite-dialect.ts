import type { Dialect } from './sql';

/** SQLite: a writer has the whole file to itself, so there is nothing to lock; texts compare byte by byte as they are. */
export const SQLITE: Dialect = {
  name: 'sqlite',
  forUpdate: '',
  forShare: '',
  text: (characters) => `VARCHAR(${characters})`,
  longText: 'TEXT',
  keyedTable: ' WITHOUT ROWID',
  countingKey: 'INTEGER PRIMARY KEY AUTOINCREMENT',
  dropTemporary: 'DROP TABLE',
};

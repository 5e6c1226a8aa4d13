import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The project's folder, whether the program runs from its sources or from `dist`. */
export const ROOT = findRoot(__dirname);

function findRoot(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  return findRoot(dirname(folder));
}

/** A path as the person typed it: relative to where they stand, which `npm run` hides. */
export function typedPath(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
}

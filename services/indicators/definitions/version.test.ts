import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFINITIONS_VERSION } from './version';

/** The meaning that each version stands for, as a digest of the code that says it, comments and blanks aside. */
const MEANINGS: Readonly<Record<number, string>> = {
  1: '02e8ce17d6a31f67',
  2: '7090b3776275ac9d',
};

function sources(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'version.ts')
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

test('a change of what is measured comes with a new DEFINITIONS_VERSION', () => {
  const text = ['../merge', '../measure', '.']
    .flatMap((folder) => sources(join(__dirname, folder)))
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\/\/.*$/gm, '')
    .replace(/\s+/g, '');
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 16);
  // Where a change moves no figure (a name, a title), put the new digest here; otherwise add the next version.
  expect({ version: DEFINITIONS_VERSION, digest }).toEqual({
    version: DEFINITIONS_VERSION,
    digest: MEANINGS[DEFINITIONS_VERSION],
  });
});

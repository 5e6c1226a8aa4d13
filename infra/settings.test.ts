import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SETTINGS } from './config';

const text = readFileSync(join(__dirname, '../docs/settings.md'), 'utf8');
/** The rows of tables that begin with a setting: its name, default and meaning. */
const rows = [...text.matchAll(/^\| `(HUB_\w+)` \| (.+?) \| (.+) \|$/gm)];

test('docs/settings.md tells every setting once, and no other', () => {
  expect(rows.map(([, name]) => name).sort()).toEqual([...SETTINGS].sort());
  const named = new Set([...text.matchAll(/HUB_[A-Z_]+/g)].map(([name]) => name));
  for (const name of named) expect(SETTINGS).toContain(name);
});

test('each has a default and a meaning', () => {
  for (const [, , value, meaning] of rows) {
    expect(value!.trim()).not.toBe('');
    expect(meaning).toMatch(/\.$/);
  }
});

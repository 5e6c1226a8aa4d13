import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generatedFiles } from '../../services/hub/generated';

const ROOT = resolve(__dirname, '../..');

test('the committed SDL, the supergraph and the page of the indicators follow from the code (npm run generate)', async () => {
  const files = await generatedFiles();
  expect([...files.keys()].sort()).toEqual([
    'docs/indicators.md',
    'schema/graphql/catalog.graphql',
    'schema/graphql/indicators.graphql',
    'schema/graphql/procedures.graphql',
    'schema/graphql/reporting.graphql',
    'schema/graphql/supergraph.graphql',
  ]);
  for (const [path, text] of files) {
    const file = join(ROOT, path);
    expect({ path, text: existsSync(file) ? readFileSync(file, 'utf8') : 'absent' }).toEqual({ path, text });
  }
});

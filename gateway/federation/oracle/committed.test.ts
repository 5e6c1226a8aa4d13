import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, validate } from 'graphql';
import { FederatedExecutor } from '../federated-executor';
import { readSupergraph } from '../supergraph';
import { generateQuery } from './generate';

test('whatever may be asked of the committed supergraph can be planned', async () => {
  const supergraphSdl = readFileSync(join(__dirname, '../../../schema/graphql/supergraph.graphql'), 'utf8');
  const { subgraphs, publicSchema } = readSupergraph(supergraphSdl);
  const faults: string[] = [];
  const queries = new Set<string>();
  const executor = new FederatedExecutor({
    supergraphSdl,
    // Planning is all that is tried here: nobody answers, so the plan ends after its first step.
    subgraphs: Object.fromEntries(subgraphs.map((name) => [name, async () => ({ data: null })])),
    report: (fault, where) => void faults.push(`${where}: ${String(fault)}`),
  });
  for (let seed = 1; seed <= 300; seed++) {
    const { query, variables } = generateQuery(publicSchema, seed, new Set());
    const document = parse(query);
    if (validate(publicSchema, document).length > 0) continue;
    queries.add(query);
    await executor.execute({ document, variables });
    if (faults.length > 0) throw new Error(`${faults.join('\n')}\n${query}`);
  }
  expect(queries.size).toBeGreaterThan(100);
});

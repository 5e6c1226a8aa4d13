import { composeSupergraph } from '../../infra/graphql';
import { INDICATORS } from '../indicators';
import { indicatorsPage } from './indicators-page';
import { buildSubgraphs } from './subgraphs';

/** Files that follow from the code and are committed: each subgraph's SDL, the supergraph, the indicators' page. */
export async function generatedFiles(): Promise<Map<string, string>> {
  const subgraphs = await buildSubgraphs();
  const files = new Map<string, string>();
  for (const { name, sdl } of subgraphs) files.set(`schema/graphql/${name}.graphql`, sdl);
  files.set('schema/graphql/supergraph.graphql', composeSupergraph(subgraphs));
  files.set('docs/indicators.md', indicatorsPage(INDICATORS));
  return files;
}

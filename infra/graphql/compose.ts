import { composeServices } from '@theguild/federation-composition';
import { type GraphQLError, parse } from 'graphql';

/** A subgraph as composition needs it: where it is served is no part of the schema. */
export interface ComposablePart {
  readonly name: string;
  readonly sdl: string;
}

/** The subgraphs do not fit together; every reason is in the message and in `problems`. */
export class CompositionFault extends Error {
  constructor(readonly problems: readonly { readonly code: string; readonly message: string }[]) {
    super(
      [`The subgraphs do not compose (${problems.length}):`, ...problems.map((p) => `- ${p.code}: ${p.message}`)].join(
        '\n',
      ),
    );
    this.name = 'CompositionFault';
  }
}

/**
 * Composes subgraphs into the text of a supergraph. The same subgraphs give the same bytes, in whatever order
 * they come.
 */
export function composeSupergraph(parts: readonly ComposablePart[]): string {
  const services = [...parts]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sdl }) => ({ name, typeDefs: parse(sdl, { noLocation: true }) }));
  const result = composeServices(services);
  if (result.supergraphSdl === undefined) throw new CompositionFault(result.errors.map(problem));
  return result.supergraphSdl.endsWith('\n') ? result.supergraphSdl : `${result.supergraphSdl}\n`;
}

function problem(error: GraphQLError): { code: string; message: string } {
  const code = error.extensions['code'];
  return { code: typeof code === 'string' ? code : 'UNKNOWN', message: error.message };
}

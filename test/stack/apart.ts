import type { Settings } from '../support/hub';
import type { RoleProcess, StackBox } from '../support/stack-box';

/** Roles whose processes serve a subgraph. */
const SUBGRAPHS = ['catalog', 'procedures', 'reporting', 'indicators'] as const;

/** A hub whose roles are processes of their own. */
export type Apart = Readonly<Record<(typeof SUBGRAPHS)[number] | 'relay' | 'gateway', RoleProcess>>;

/**
 * Starts every role as a process of its own, the gateway last. No topic has to be there: whoever comes first makes what
 * it needs.
 */
export async function startApart(box: StackBox, over: Settings = {}): Promise<Apart> {
  const started: Record<string, RoleProcess> = {};
  for (const role of [...SUBGRAPHS, 'relay']) started[role] = await box.role([role], over);
  const addresses = SUBGRAPHS.map((role) => `${role}=${started[role]!.url}/graphql`);
  const gateway = await box.role(['gateway'], { ...over, HUB_SUBGRAPHS: addresses.join() });
  return { ...started, gateway } as unknown as Apart;
}

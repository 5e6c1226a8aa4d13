import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGateway, type Route } from '../../../gateway';
import { reportTo } from '../../../infra/graphql';
import { createSender, ensureTopics, KafkaAway, topicName } from '../../../infra/kafka';
import { Access } from '../../access';
import { eventsRoute } from '../events-route';
import { type IntakeSink, kafkaSink, storeSink } from '../intake-sink';
import { isSimulatedStore, SIMULATED_LABEL } from '../nature';
import { ROOT } from '../root';
import { createSubgraphs } from '../subgraphs';
import { kafkaCheck } from './operations';
import type { Part, Process } from './part';
import { inputTopics } from './topics';

/** How long a sender of facts waits for Kafka, in milliseconds. */
const PATIENCE = 10_000;

/** The gateway, the subgraphs that no other process serves, and the door for facts. */
export async function startGateway(process: Process): Promise<Part & { addresses: [string, string][] }> {
  const { config, open, metrics, health } = process;
  const report = reportTo(process.log);
  const servers = (await createSubgraphs(open, { ...config, now: process.now, report })).filter(
    ({ name }) => config.subgraphs[name] === undefined,
  );
  const intake = await openIntake(process);
  const gateway = createGateway({
    supergraphSdl: readFileSync(join(ROOT, 'schema/graphql/supergraph.graphql'), 'utf8'),
    subgraphs: {
      ...Object.fromEntries(Object.entries(config.subgraphs).map(([name, url]) => [name, { url }])),
      ...Object.fromEntries(servers.map((server) => [server.name, server.execute])),
    },
    host: config.host,
    port: config.port,
    label: async () => ((await isSimulatedStore(open)) ? SIMULATED_LABEL : undefined),
    ready: () => health.readiness(),
    metrics,
    report,
    routes: { 'POST /events': intake.route },
    example: EXAMPLE,
  });
  const stop = async (): Promise<void> => {
    await gateway.stop();
    for (const server of servers) await server.stop();
    await intake.stop();
  };
  try {
    const { url } = await gateway.start();
    const addresses: [string, string][] = [
      ['GraphQL', `${url}/graphql`],
      ['home page', `${url}/`],
      ['facts in', `POST ${url}/events`],
      ['health', `${url}/healthz   ready ${url}/readyz   metrics ${url}/metrics`],
    ];
    return { addresses, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openIntake(process: Process): Promise<{ route: Route; stop(): Promise<void> }> {
  const { config, open, kafka, log, health, now } = process;
  const access = new Access({ reads: open.database, auth: config.auth });
  const { futureBoundMs } = config;
  const routeTo = (sink: IntakeSink): Route => eventsRoute({ sink, access, now, futureBoundMs });
  if (kafka === undefined) return { route: routeTo(storeSink(open)), stop: async () => {} };
  // Figures are read whether or not Kafka is there; facts that come meanwhile are told to come again.
  const warnings = await ensureTopics(kafka, inputTopics(kafka)).catch((error: unknown) => {
    if (error instanceof KafkaAway) return [error.message];
    throw error;
  });
  for (const warning of warnings) log.warn(warning);
  const sender = createSender(kafka, { giveUpAfterMs: PATIENCE });
  health.add('kafka', kafkaCheck(kafka));
  return { route: routeTo(kafkaSink(open, sender, (name) => topicName(kafka, name))), stop: () => sender.stop() };
}

const EXAMPLE = `{
  indicators(codes: ["on-time-rate", "e-dossier-rate", "late-dossiers"]) {
    code
    title
    value(period: "${new Date().getUTCFullYear()}") {
      numerator
      denominator
      value
      target
      status
    }
  }
}
`;

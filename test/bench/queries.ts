import { Agent, request } from 'node:http';
import type { Served } from './hub';
import { quantile } from './stats';

/** A question of a dashboard. */
export interface Query {
  readonly name: string;
  readonly text: string;
  /** How large the answer must at least be: a fast empty answer is no measurement. */
  readonly values: number;
}

const HALVES = 'numerator denominator value target status';

/** The simulated province lives from July 2022 to the end of 2023, so every period here is over. */
export function queriesFor(province: string): readonly Query[] {
  const children = `breakdown(by: AGENCY_CHILDREN, agency: ${JSON.stringify(province)}, period: "2023-Q2")`;
  const codes = '["on-time-rate", "e-dossier-rate", "late-dossiers", "satisfaction-rate"]';
  return [
    {
      name: 'dashboard: every agency x 4 indicators, a quarter',
      text: `{ agencies { code name indicators(codes: ${codes}, period: "2023-Q2") { indicator { code } ${HALVES} } } }`,
      values: 4 * 100,
    },
    {
      name: 'year: every indicator, everything',
      text: `{ indicators { code title value(period: "2023") { ${HALVES} } } }`,
      values: 19,
    },
    {
      name: 'breakdown by agency children, a quarter',
      text: `{ indicator(code: "on-time-rate") { ${children} { agency { code name } ${HALVES} } } }`,
      values: 10,
    },
    {
      name: 'series by month, 18 months',
      text: `{ indicator(code: "on-time-rate") { series(from: "2022-07-01", to: "2024-01-01", every: MONTH) { period ${HALVES} } } }`,
      values: 18,
    },
    {
      name: 'breakdown by field, as of a day inside a half-month',
      text: `{ indicator(code: "on-time-rate") { breakdown(by: FIELD, period: "2023-Q2", asOf: "2023-05-24T12:00:00+07:00") { field ${HALVES} } } }`,
      values: 5,
    },
  ];
}

/** How long the answers of one query took, in milliseconds, by store. */
export interface Latency {
  readonly query: Query;
  readonly p50: readonly [number, number];
  readonly p99: readonly [number, number];
}

const WARM_UP = 60;

/** Asks every query of two hubs, turn by turn, one request at a time. */
export async function measureQueries(
  hubs: readonly [Served, Served],
  requests: number,
  say: (text: string) => void,
): Promise<Latency[]> {
  const clients = hubs.map((hub) => new Client(hub.url));
  const found: Latency[] = [];
  for (const query of queriesFor(await clients[0]!.province())) {
    const times: [number[], number[]] = [[], []];
    for (let number = -WARM_UP; number < requests; number++) {
      for (const [store, client] of clients.entries()) {
        const took = await client.time(query, number === -WARM_UP);
        if (number >= 0) times[store]!.push(took);
      }
    }
    const at = (share: number): [number, number] => [quantile(times[0], share), quantile(times[1], share)];
    found.push({ query, p50: at(0.5), p99: at(0.99) });
    say(`${query.name}: p50 ${at(0.5).map((ms) => ms.toFixed(1))} ms`);
  }
  for (const client of clients) client.close();
  return found;
}

/** A client that keeps its connection, as browsers and back ends do. */
class Client {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /** Milliseconds from sending a query to the last byte of its answer. */
  async time(query: Query, check: boolean): Promise<number> {
    const body = JSON.stringify({ query: query.text });
    const started = performance.now();
    const answer = await this.#post(body);
    const took = performance.now() - started;
    if (check) checkAnswer(query, answer);
    return took;
  }

  async province(): Promise<string> {
    const answer = await this.#post(JSON.stringify({ query: '{ agencies(level: PROVINCE) { code } }' }));
    const found = JSON.parse(answer) as { data: { agencies: { code: string }[] } };
    return found.data.agencies[0]!.code;
  }

  close(): void {
    this.#agent.destroy();
  }

  #post(body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const outgoing = request(this.url, { method: 'POST', agent: this.#agent, headers });
      outgoing.once('error', reject);
      outgoing.once('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.once('end', () => resolve(Buffer.concat(chunks).toString()));
        response.once('error', reject);
      });
      outgoing.end(body);
    });
  }
}

function checkAnswer({ text, values }: Query, answer: string): void {
  const figures = answer.split('"status":').length - 1;
  const known = answer.match(/"value":\d/g)?.length ?? 0;
  if (answer.includes('"errors":') || figures < values || known < values / 2) {
    throw new Error(`${text} answered ${figures} figures, ${known} with a value: ${answer.slice(0, 300)}`);
  }
}

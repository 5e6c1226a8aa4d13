import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Fact } from '../../indicators';
import { parseMapping } from './mapping';
import { readFacts } from './read-facts';

// Files are read for real: a busy machine may take its time.
jest.setTimeout(60_000);

/**
 * A real case log: the receipt phase of environmental permits of a Dutch municipality (J.C.A.M. Buijs, Eindhoven
 * University of Technology, 2014, doi:10.4121/uuid:a07386a5-7be3-4367-9535-70bc9e77dbe6). It lies beside the project.
 */
const LOG = resolve(__dirname, '../../../../shared/data/wabo-receipt/receipt-events.csv.gz');

const MAPPING = `
version: 1
type: vn.province.dossier.v1
source: urn:example:wabo
zone: Europe/Amsterdam
subject: { column: "case:concept:name" }
time: { column: "time:timestamp" }
data:
  agencyCode: { column: "case:department", map: { General: GEN, Customer contact: CUST, Experts: EXP } }
  channel:
    column: "case:channel"
    map: { Internet: ONLINE, Desk: COUNTER, Intern: COUNTER, e-mail: POSTAL, Post: POSTAL }
  status: { value: RECEIVED }
  receivedAt: { column: "case:startdate" }
  dueAt: { column: "case:deadline" }
  completedAt: { column: "case:enddate" }
`;

const isThere = existsSync(LOG);
if (!isThere) console.warn(`left out: the WABO case log is not at ${LOG}`);

(isThere ? it : it.skip)('reads every row of the WABO case log', async () => {
  const facts: Fact[] = [];
  for await (const batch of readFacts(LOG, { mapping: parseMapping(MAPPING), receivedAt: Date.now })) {
    for (const { origin, decoded } of batch) {
      if (!decoded.ok) throw new Error(`line ${origin.position}: ${JSON.stringify(decoded.problem)}`);
      facts.push(decoded.fact);
    }
  }
  expect(facts).toHaveLength(8577);
  expect(new Set(facts.map(({ id }) => id)).size).toBe(8577);

  // The figures that expected.json gives for the whole log.
  const cases = [...new Map(facts.map((fact) => [fact.subject, fact.data])).values()];
  const finished = cases.filter((data) => data['completedAt'] !== undefined);
  const late = finished.filter((data) => Number(data['completedAt']) > Number(data['dueAt']));
  expect(cases).toHaveLength(1434);
  expect(cases.filter((data) => data['channel'] === 'ONLINE')).toHaveLength(1250);
  expect(finished).toHaveLength(1329);
  expect(late).toHaveLength(377);
});

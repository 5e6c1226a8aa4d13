import type { Fact } from '../../services/indicators';
import { verify } from '../../services/indicators';
import { describeEngines } from '../support/databases';
import { within } from '../support/hub';

const AT = Date.UTC(2026, 0, 5, 3);
const SUBJECTS = Array.from({ length: 400 }, (_, i) => `H-${String(i).padStart(4, '0')}`);

/** What a dossier's own system says of all of them, the n-th time. */
const said = (n: number): Fact[] =>
  SUBJECTS.map((subject) => ({
    kind: 'dossier',
    subject,
    id: `${subject}/${n}`,
    source: 'urn:example:a',
    time: AT + n,
    sequence: null,
    data: { agencyCode: 'A', receivedAt: AT, componentsRequired: n },
  }));

const COPIES: Fact[] = SUBJECTS.map((subject, i) => ({
  kind: 'portal',
  subject,
  id: `topic/0/0/${i}`,
  source: 'urn:hub:portal:-',
  time: AT + 1,
  sequence: String(i),
  data: { firstSeenAt: AT + 1 },
}));

describeEngines('copies of dossiers that are being written', (open) => {
  test('are taken while their dossiers go on changing, and each finds the other', async () => {
    const engine = await open();
    try {
      await engine.ingest(said(0));
      let done = false;
      let written = 0;
      const writer = async (): Promise<void> => {
        while (!done) {
          written++;
          await engine.ingest(said(written));
        }
      };
      const writers = [writer(), writer()];
      await within(engine.ingest(COPIES), 30_000, 'the copies to be taken');
      done = true;
      await Promise.all(writers);
      expect(written).toBeGreaterThan(1);
      const states = await engine.database.read((sql) =>
        sql.all<{ body: string }>("SELECT body FROM state WHERE kind = 'dossier'"),
      );
      const seen = states.map(({ body }) => (JSON.parse(body) as { p?: number }).p);
      expect([seen.length, new Set(seen)]).toEqual([SUBJECTS.length, new Set([AT + 1])]);
      expect((await verify(engine.database, engine.store.settings)).count).toBe(0);
    } finally {
      await engine.close();
    }
  }, 60_000);
});

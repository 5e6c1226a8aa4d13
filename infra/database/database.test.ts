import { describeDatabases } from '../../test/support/databases';
import { type BulkWrite, cellBody, type Database, RunAgain, type Sql, type SqlValue } from '.';

const STATE: BulkWrite = {
  table: 'state',
  key: ['kind', 'subject'],
  columns: ['kind', 'subject', 'body'],
  onConflict: 'replace',
};
const CELL: BulkWrite = {
  table: 'cell',
  key: ['grain', 'page', 'since_bucket', 'on_bucket', 'agency', 'procedure_code', 'channel'],
  columns: ['grain', 'page', 'since_bucket', 'on_bucket', 'agency', 'procedure_code', 'channel', 'v0', 'v1'],
  onConflict: 'add',
};
const cell = (agency: string, v0: number, v1 = 0): SqlValue[] => [1, 1, 1, 1, agency, '', '', v0, v1];
const state = (subject: string, body = '{}'): SqlValue[] => ['dossier', subject, body];

const subjects = async (sql: Sql): Promise<string[]> =>
  (await sql.all<{ subject: string }>('SELECT subject FROM state ORDER BY subject')).map((row) => row.subject);

/** Of an error that may be the driver's own, which jest does not know for one. */
const saying = (text: RegExp): object => ({ message: expect.stringMatching(text) });

/** A promise and what settles it. */
function signal(): { done: Promise<void>; give: () => void } {
  let give = (): void => {};
  const done = new Promise<void>((resolve) => {
    give = resolve;
  });
  return { done, give };
}

describeDatabases('a database', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  }, 60_000);
  beforeEach(() =>
    database.write(async (sql) => {
      for (const table of ['state', 'cell', 'contribution', 'dead_letter']) await sql.run(`DELETE FROM ${table}`);
    }),
  );

  test('shows nobody what is not committed, and nothing of what was undone', async () => {
    const [written, looked] = [signal(), signal()];
    const writing = database.write(async (sql) => {
      await sql.write(STATE, [state('A')]);
      expect(await subjects(sql)).toEqual(['A']);
      written.give();
      await looked.done;
    });
    await written.done;
    const meanwhile = await database.read(subjects);
    looked.give();
    await writing;
    expect(meanwhile).toEqual([]);
    expect(await database.read(subjects)).toEqual(['A']);
    const failing = database.write(async (sql) => {
      await sql.write(STATE, [state('B')]);
      throw new Error('undo it');
    });
    await expect(failing).rejects.toThrow('undo it');
    expect(await database.read(subjects)).toEqual(['A']);
  });

  test('keeps a session on its snapshot, which begins with its first read, while others commit', async () => {
    const session = database.session();
    await database.write((sql) => sql.write(STATE, [state('A')]));
    expect(await session.read(subjects)).toEqual(['A']);
    await database.write((sql) => sql.write(STATE, [state('A', '{"x":1}'), state('B')]));
    expect(await session.read(subjects)).toEqual(['A']);
    const [found] = await session.read((sql) => sql.all<{ body: string }>('SELECT body FROM state'));
    expect(found).toEqual({ body: '{}' });
    session.close();
    await expect(session.read(subjects)).rejects.toThrow('the session has ended');
    expect(await database.read(subjects)).toEqual(['A', 'B']);
  });

  test('gives every connection back, whatever went wrong', async () => {
    for (let i = 0; i < 20; i++) {
      await expect(database.read((sql) => sql.all('SELECT kind FROM nowhere'))).rejects.toMatchObject(
        saying(/nowhere/),
      );
      await expect(database.write((sql) => sql.all('SELECT kind FROM nowhere'))).rejects.toMatchObject(
        saying(/nowhere/),
      );
    }
    expect(await database.read(subjects)).toEqual([]);
  });

  test('runs a transaction again whole where it says so', async () => {
    let runs = 0;
    await database.write(async (sql) => {
      runs++;
      await sql.write(STATE, [state(`run ${runs}`)]);
      if (runs < 3) throw new RunAgain();
    });
    expect(await database.read(subjects)).toEqual(['run 3']);
  });

  test('answers how many rows it wrote', async () => {
    await database.write(async (sql) => {
      expect(await sql.write(STATE, [state('A'), state('B')])).toBe(2);
      // As they were, and otherwise; one new.
      expect(await sql.write(STATE, [state('A'), state('B', '{"x":1}'), state('C')])).toBe(3);
      const ignoring = { ...STATE, onConflict: 'ignore' } as const;
      expect(await sql.write(ignoring, [state('A', 'no')])).toBe(0);
      expect(await sql.write(ignoring, [state('A', 'no'), state('D'), state('D', 'no'), state('E')])).toBe(2);
      expect(await sql.write({ ...ignoring, onConflict: 'again' }, [state('F')])).toBe(1);
      expect(await sql.write(STATE, [])).toBe(0);
      expect(await sql.run("UPDATE state SET body = '{}' WHERE subject IN ('A', 'B')")).toBe(2);
      expect(await sql.run("DELETE FROM state WHERE subject = 'F'")).toBe(1);
    });
    const rows = await database.read((sql) => sql.all('SELECT subject, body FROM state ORDER BY subject'));
    expect(rows).toEqual(['A', 'B', 'C', 'D', 'E'].map((subject) => ({ subject, body: '{}' })));
  });

  test('adds up, also below zero, and to the last digit', async () => {
    const largest = 8_640_000_000_000_000;
    await database.write(async (sql) => {
      await sql.write(CELL, [cell('A', 5, largest), cell('B', 1)]);
      await sql.write(CELL, [cell('A', -12, -1), cell('B', 1), cell('B', 1)]);
      await sql.write(CELL, [cell('C', 0, -largest)]);
    });
    await database.read(async (sql) => {
      expect(await sql.all('SELECT agency, v0, v1 FROM cell ORDER BY agency')).toEqual([
        { agency: 'A', v0: -7, v1: largest - 1 },
        { agency: 'B', v0: 3, v1: 0 },
        { agency: 'C', v0: 0, v1: -largest },
      ]);
      const sums = 'SUM(v0) AS sum, SUM(v1) AS all_but_one, MIN(v1) AS least, COUNT(*) AS total';
      expect(await sql.all(`SELECT ${sums} FROM cell`)).toEqual([
        { sum: -4, all_but_one: -1, least: -largest, total: 3 },
      ]);
      expect(await sql.all(`SELECT ${sums} FROM cell WHERE agency = 'Z'`)).toEqual([
        { sum: null, all_but_one: null, least: null, total: 0 },
      ]);
    });
  });

  test('tells codes apart that differ by case, accent, normal form or a blank at the end', async () => {
    const codes = [
      'a',
      'A',
      'á',
      'á'.normalize('NFD'),
      'Đ',
      'D',
      'đ',
      'a ',
      ' a',
      'ß',
      'ss',
      '😀',
      '😁',
      '',
      "'",
      '\\',
      '%',
      '_',
    ];
    const long = '😀'.repeat(128);
    // Unique in UTF-8's own order, which a JavaScript sort would miss beyond the basic plane.
    const inOrder = [...codes, long].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    await database.write((sql) =>
      sql.write(
        STATE,
        [...codes, long].map((code) => state(code, JSON.stringify(code))),
      ),
    );
    await database.read(async (sql) => {
      expect(await subjects(sql)).toEqual(inOrder);
      for (const code of inOrder) {
        const found = await sql.all('SELECT body FROM state WHERE kind = ? AND subject = ?', ['dossier', code]);
        expect(found).toEqual([{ body: JSON.stringify(code) }]);
        const after = await sql.all('SELECT subject FROM state WHERE subject > ?', [code]);
        expect(after).toHaveLength(inOrder.length - inOrder.indexOf(code) - 1);
      }
      const groups = await sql.all('SELECT subject, COUNT(*) AS n FROM state GROUP BY subject');
      expect(groups).toHaveLength(inOrder.length);
    });
    await database.write((sql) =>
      sql.remove('state', STATE.key, [
        ['dossier', 'a'],
        ['dossier', 'nobody'],
        ['dossier', long],
      ]),
    );
    expect(await database.read(subjects)).toEqual(inOrder.filter((code) => code !== 'a' && code !== long));
  });

  test('writes and removes more rows than fit one statement', async () => {
    const many = Array.from({ length: 2345 }, (_, i) => String(i).padStart(6, '0'));
    const bodies = many.map((subject, i) => JSON.stringify({ subject, told: 'ế\\"\u0000'.repeat(i % 400) }));
    await database.write(async (sql) => {
      expect(
        await sql.write(
          STATE,
          many.map((subject, i) => state(subject, bodies[i])),
        ),
      ).toBe(many.length);
      expect(
        await sql.write(
          CELL,
          many.map((agency, i) => cell(agency, i)),
        ),
      ).toBe(many.length);
      const ignoring = { ...STATE, onConflict: 'ignore' } as const;
      expect(
        await sql.write(
          ignoring,
          [...many, 'new'].map((subject) => state(subject, 'x'.repeat(200))),
        ),
      ).toBe(1);
    });
    const rows = await database.read((sql) =>
      sql.all<{ body: string }>("SELECT body FROM state WHERE subject <> 'new' ORDER BY subject"),
    );
    expect(rows.map((row) => row.body)).toEqual(bodies);
    await database.write((sql) =>
      sql.remove(
        'state',
        STATE.key,
        many.slice(1).map((subject) => ['dossier', subject]),
      ),
    );
    expect(await database.read(subjects)).toEqual([many[0], 'new']);
  });

  test('keeps nothing where a row cannot be kept', async () => {
    const tooLong = database.write(async (sql) => {
      await sql.write(STATE, [state('A')]);
      await sql.run("INSERT INTO state (kind, subject, body) VALUES ('dossier', 'B', NULL)");
    });
    await expect(tooLong).rejects.toMatchObject(saying(/null/i));
    expect(await database.read(subjects)).toEqual([]);
  });

  test('puts new tables in place in one step, beside readers and writers', async () => {
    const AGENCIES = 10;
    /** Every write adds as much to one cell as it takes from another; every replacement keeps what it finds. */
    await database.write((sql) =>
      sql.write(
        CELL,
        Array.from({ length: AGENCIES }, (_, i) => cell(`A${i}`, 0, 1)),
      ),
    );
    const until = Date.now() + 1500;
    let [writes, reads, replacements] = [0, 0, 0];
    const writer = async (own: number): Promise<void> => {
      while (Date.now() < until) {
        await database.write((sql) =>
          sql.write(CELL, [cell(`A${own}`, 1), cell(`A${(own + 1 + (writes % 5)) % AGENCIES}`, -1)]),
        );
        writes++;
      }
    };
    const total = async (sql: Sql): Promise<unknown> =>
      (await sql.all('SELECT SUM(v0) AS balance, SUM(v1) AS agencies, COUNT(*) AS total FROM cell'))[0];
    const reader = async (): Promise<void> => {
      while (Date.now() < until) {
        expect(await database.read(total)).toEqual({ balance: 0, agencies: AGENCIES, total: AGENCIES });
        reads++;
      }
    };
    const replacer = async (): Promise<void> => {
      while (Date.now() < until) {
        await database.replaceTables({ cell: cellBody(database.dialect) }, async (sql) => {
          await sql.run('INSERT INTO shadow_cell SELECT * FROM cell');
        });
        replacements++;
      }
    };
    await Promise.all([writer(0), writer(1), writer(2), reader(), reader(), replacer()]);
    expect(await database.read(total)).toEqual({ balance: 0, agencies: AGENCIES, total: AGENCIES });
    const moved = await database.read((sql) => sql.all<{ moved: number }>('SELECT SUM(ABS(v0)) AS moved FROM cell'));
    expect(moved[0]!.moved).toBeGreaterThan(0);
    expect(Math.min(writes, reads, replacements)).toBeGreaterThan(1);
  }, 30_000);

  test('leaves the old tables where filling the new ones fails, and what was left over is no obstacle', async () => {
    await database.write((sql) => sql.write(CELL, [cell('A', 1)]));
    const bodies = { cell: cellBody(database.dialect) };
    const failing = database.replaceTables(bodies, async (sql) => {
      await sql.write({ ...CELL, table: 'shadow_cell' }, [cell('B', 1)]);
      throw new Error('cut off');
    });
    await expect(failing).rejects.toThrow('cut off');
    const agencies = (): Promise<unknown[]> => database.read((sql) => sql.all('SELECT agency FROM cell'));
    expect(await agencies()).toEqual([{ agency: 'A' }]);
    await database.replaceTables(bodies, (sql) => sql.write({ ...CELL, table: 'shadow_cell' }, [cell('C', 1)]));
    expect(await agencies()).toEqual([{ agency: 'C' }]);
    // Who replaces gives everything back: writers go on.
    await database.write((sql) => sql.write(CELL, [cell('C', 1)]));
  });
});

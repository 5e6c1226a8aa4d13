import { reportTo } from '../graphql/errors';
import { createLogger, LOGGED } from './log';

function told(
  level: 'debug' | 'info',
  tell: (logger: ReturnType<typeof createLogger>) => void,
): Record<string, unknown>[] {
  const lines: Record<string, unknown>[] = [];
  tell(createLogger({ level, role: 'procedures', to: { write: (line) => void lines.push(JSON.parse(line)) } }));
  return lines;
}

test('a line is JSON: time, level, role, words and fields', () => {
  const [line, ...more] = told('info', (logger) => {
    logger.debug('not asked for');
    logger.warn('the database is away', { topic: 'province.procedures.facts.v1', partition: 3, offset: 12n, ms: 5.5 });
  });
  expect(more).toEqual([]);
  expect(line).toEqual({
    level: 'warn',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    role: 'procedures',
    msg: 'the database is away',
    topic: 'province.procedures.facts.v1',
    partition: 3,
    offset: '12',
    ms: 5.5,
  });
});

test('a field that is not on the list is dropped, and so is whatever is no plain value', () => {
  const fields = {
    applicantName: 'Nguyễn Văn A',
    body: '{"x":1}',
    value: 'secret',
    count: { name: 'B' },
    table: ['C'],
  };
  const [line] = told('debug', (logger) => logger.info('a fact', { ...fields, topic: 'facts' }));
  expect(Object.keys(line!).sort()).toEqual(['level', 'msg', 'role', 'time', 'topic']);
});

test('no field of the list can hold what is said of a person', () => {
  for (const name of ['key', 'value', 'subject', 'body', 'dossier', 'officerCode', 'reasonText', 'headers', 'password'])
    expect(LOGGED).not.toContain(name);
});

test('an error is told by its words, cut; its stack only at debug', () => {
  const error = new Error('x'.repeat(1000));
  const tell = (logger: ReturnType<typeof createLogger>): void => logger.error('failed', { error });
  const [brief] = told('info', tell);
  expect(String(brief!['error'])).toHaveLength(300);
  expect(brief).not.toHaveProperty('stack');
  expect(told('debug', tell)[0]!['stack']).toContain('log.test');
});

test('a fault that clients only see as "Internal error" goes to the log', () => {
  const [line] = told('info', (logger) => reportTo(logger)(new TypeError('of ours'), 'subgraph catalog'));
  expect(line).toMatchObject({ level: 'error', msg: 'fault', where: 'subgraph catalog', error: 'of ours' });
});

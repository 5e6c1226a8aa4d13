import fc from 'fast-check';
import { decodePortal } from './decode';
import { envelope, options, pushedDossier, pushedStep, sayings } from './fixture';

type Members = Record<string, unknown>;

/** Other ways to write what a body of nothing but text says; each choice is taken from `choices` in turn. */
function rewritten(value: unknown, choices: () => number): unknown {
  if (Array.isArray(value)) return value.map((item) => rewritten(item, choices));
  if (typeof value !== 'object' || value === null) return value;
  const found: Members = {};
  for (const [name, inner] of Object.entries(value)) {
    const written = inner === '' ? absent(choices()) : anotherWay(name, rewritten(inner, choices), choices());
    if (written !== undefined) found[name] = written;
  }
  found[`extra${choices()}`] = { anything: ['x'] };
  return found;
}

function absent(choice: number): unknown {
  return [undefined, null, '', '  '][choice % 4];
}

function anotherWay(name: string, value: unknown, choice: number): unknown {
  if (typeof value !== 'string') return value;
  if (/^\d{14}$/.test(value)) {
    const [date, time] = [
      value.slice(0, 8).replace(/(..)(..)$/, '-$1-$2'),
      value.slice(8).replace(/(..)(..)(..)/, '$1:$2:$3'),
    ];
    return [value, Number(value), `${date} ${time}`, `${date}T${time}`, `${date}T${time}+07:00`, ` ${value} `][
      choice % 6
    ];
  }
  const isFlag = /^Duoc(SoHoa|LayTu)|^IsDeleted/.test(name);
  if (isFlag)
    return /1|True/.test(value) ? ['1', 1, true, 'True', 'true'][choice % 5] : ['0', 0, false, 'False'][choice % 4];
  if (/^\d{1,2}$/.test(value)) return [value, Number(value), ` ${value}`, value.padStart(2, '0')][choice % 4];
  return value;
}

it.each(['copy', 'source'] as const)('any mix of styles says the same (%s)', (mode) => {
  const plain = [pushedDossier(), pushedStep(), pushedDossier({ DanhSachHoSoBoSung: [], TaiLieuNop: [] })];
  const expected = sayings(decodePortal(plain, options({ mode })));
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat(59)), fc.boolean(), (stream, bare) => {
      const next = (): number => stream.next().value as number;
      const elements = rewritten(plain, next) as Members[];
      // An envelope tells what its elements are, so the step travels by itself.
      const outcomes = bare
        ? decodePortal(elements, options({ mode }))
        : [
            ...decodePortal(envelope('DongBoHoSoMC', [elements[0]]), options({ mode })),
            ...decodePortal(envelope('CapNhatTienDoHoSoMC', [elements[1]]), options({ mode })),
            ...decodePortal(envelope('DongBoHoSoMC', [elements[2]]), options({ mode })),
          ];
      expect(sayings(outcomes)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it('takes a time that grows with the body and no faster', () => {
  const time = (count: number): number => {
    const body = envelope(
      'DongBoHoSoMC',
      Array.from({ length: count }, () => pushedDossier()),
    );
    const start = process.cpuUsage().user;
    expect(decodePortal(body, options({ mode: 'source' }))).toHaveLength(4 * count);
    return process.cpuUsage().user - start;
  };
  time(1000);
  // Ten times the elements: ten times the work, where a square would be a hundred times.
  expect(time(10_000)).toBeLessThan(40 * Math.max(time(1000), 1000));
});

it('never throws, whatever JSON it is given', () => {
  const names = [
    'MaHoSo',
    'NgayHenTra',
    'TrangThai',
    'DanhSachHoSoBoSung',
    'TaiLieuNop',
    'data',
    'service',
    '__proto__',
  ];
  const nonsense = fc.letrec((tie) => ({
    value: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('', '1', 'DongBoHoSoMC', '20221121081500'),
      fc.array(tie('value'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 4 }),
    ),
  })).value;
  fc.assert(
    fc.property(nonsense, fc.constantFrom('copy' as const, 'source' as const), (value, mode) => {
      const parsed: unknown = JSON.parse(JSON.stringify(value));
      for (const body of [
        parsed,
        [parsed],
        envelope('DongBoHoSoMC', [parsed]),
        envelope('CapNhatTienDoHoSoMC', parsed),
      ]) {
        for (const outcome of decodePortal(body, options({ mode }))) {
          if (!outcome.ok) expect(outcome.problem.expected).not.toBe('');
        }
      }
    }),
    { numRuns: 2000 },
  );
});

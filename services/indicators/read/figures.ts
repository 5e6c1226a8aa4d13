import DataLoader from 'dataloader';
import type { Reads, Sql } from '../../../infra/database';
import type { Zone } from '../../../infra/time/zone';
import { Targets } from '../definitions/targets';
import type { FactKind } from '../facts/fact';
import type { Settings } from '../measure/settings';
import { readMeta } from '../store/meta';
import { PLANS, planFor } from '../store/plans';
import { newestEvent } from '../store/sources';
import { answer, halvesOf } from './answer';
import type { Catalogue, CatalogueView } from './catalogue';
import { expectedOf } from './expected';
import type { BreakdownDimension, Figure } from './figure';
import { effectiveInstant, type Question } from './question';
import { agenciesWith, readPresence, readSums, type SumQuestion, type SumRow, WHOLE } from './sums';
import { readWatermarks, type Watermarks } from './watermarks';

interface Request {
  readonly question: Question;
  readonly by: BreakdownDimension | null;
}

/** What was read in one snapshot. */
interface Snapshot {
  readonly revision: number;
  readonly newestEvent: number | null;
  readonly catalogue: Catalogue;
  readonly sums: ReadonlyMap<string, readonly SumRow[]>;
  /** By T, then by kind of fact. */
  readonly presence: ReadonlyMap<number, ReadonlyMap<FactKind, readonly string[]>>;
  /** By T: agencies of which a regime expected a report by then. */
  readonly expecting: ReadonlyMap<number, readonly string[]>;
  readonly watermarks: Watermarks;
}

/** What an agency sends shows in one of these. */
const SENT = PLANS.flatMap(({ sent }) => sent);

/** Where figures are read from. */
export interface FigureSource {
  readonly reads: Reads;
  readonly settings: Settings;
  /** The catalogue of the snapshot that a connection works on. */
  readonly catalogue: (sql: Sql) => Promise<Catalogue>;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Absent: the program's alone. */
  readonly targets?: Targets;
}

/**
 * Figures of one request. Questions asked in the same tick are read together, in one consistent snapshot, with a number
 * of statements that does not depend on how many agencies or indicators are asked for.
 */
export class Figures {
  readonly #loader = new DataLoader<Request, Figure[]>((requests) => this.#load(requests), { cache: false });
  readonly #silent = new DataLoader<Question, string[]>((questions) => this.#readSilent(questions), { cache: false });

  constructor(private readonly source: FigureSource) {}

  async figure(question: Question): Promise<Figure> {
    return (await this.#loader.load({ question, by: null }))[0]!;
  }

  /** One figure a row; the rows add up to the whole. */
  breakdown(question: Question, by: BreakdownDimension): Promise<Figure[]> {
    return this.#loader.load({ question, by });
  }

  /**
   * The agencies below (of everything where no agency is asked for) that have sent nothing dated in the period, of any
   * kind. One of which a source has promised that all was sent is not silent: it has nothing to say.
   */
  silent(question: Question): Promise<string[]> {
    return this.#silent.load(question);
  }

  /** The effective last instant of a question. */
  instantOf(question: Question): number {
    return effectiveInstant(question, question.asOf, this.source.now, this.source.settings);
  }

  async #load(requests: readonly Request[]): Promise<Figure[][]> {
    const wanted = new Map<string, SumQuestion>();
    for (const request of requests) {
      const sums = this.#sumsFor(request);
      const known = wanted.get(nameOf(sums));
      wanted.set(nameOf(sums), known === undefined ? sums : union(known, sums));
    }
    const kinds = new Set(requests.map(({ question }) => question.indicator.fact));
    const snapshot = await this.source.reads.read((sql) => this.#snapshot(sql, wanted, kinds));
    return requests.map((request) => this.#answer(request, snapshot));
  }

  async #snapshot(sql: Sql, wanted: ReadonlyMap<string, SumQuestion>, kinds: ReadonlySet<FactKind>): Promise<Snapshot> {
    const { settings } = this.source;
    const sums = new Map<string, readonly SumRow[]>();
    const presence = new Map<number, ReadonlyMap<FactKind, readonly string[]>>();
    const expecting = new Map<number, readonly string[]>();
    for (const [name, question] of wanted) {
      sums.set(name, await readSums(sql, question, settings));
      const { T, expected } = question;
      if (!presence.has(T)) presence.set(T, await presenceOf(sql, T, kinds, settings.zone));
      if (expected.length > 0) expecting.set(T, (await expectedOf(sql, settings)).agencies(T));
    }
    return {
      revision: Number((await readMeta(sql)).get('revision') ?? '0'),
      newestEvent: await newestEvent(sql),
      catalogue: await this.source.catalogue(sql),
      sums,
      presence,
      expecting,
      watermarks: await readWatermarks(sql),
    };
  }

  #sumsFor({ question, by }: Request): SumQuestion {
    const measures = halvesOf(question).flatMap((half) => half.measures);
    return {
      from: question.from,
      T: this.instantOf(question),
      channel: question.channel,
      procedure: question.procedure,
      byProcedure:
        by === 'PROCEDURE' ||
        by === 'FIELD' ||
        question.field !== null ||
        question.indicator.among === 'ONLINE_PROCEDURES',
      byChannel: by === 'CHANNEL',
      flows: measures.filter((measure) => measure.type === 'flow').map((measure) => measure.key),
      stocks: measures.filter((measure) => measure.type === 'stock').map((measure) => measure.key),
      expected: measures.filter((measure) => measure.type === 'expected'),
    };
  }

  #answer(request: Request, snapshot: Snapshot): Figure[] {
    const { question, by } = request;
    const sums = this.#sumsFor(request);
    return answer(question, by, {
      rows: snapshot.sums.get(nameOf(sums))!,
      presence: [
        ...new Set([
          ...snapshot.presence.get(sums.T)!.get(question.indicator.fact)!,
          // Where expected reports count, one that was due is data.
          ...(sums.expected.length > 0 ? snapshot.expecting.get(sums.T)! : []),
        ]),
      ],
      behind: snapshot.watermarks.behind(sums.T),
      targets: this.source.targets ?? PROGRAM_TARGETS,
      T: sums.T,
      now: this.source.now,
      view: this.#viewOf(question, snapshot.catalogue),
      settings: this.source.settings,
      revision: snapshot.revision,
      newestEvent: snapshot.newestEvent,
    });
  }

  #viewOf(question: Question, catalogue: Catalogue): CatalogueView {
    const T = this.instantOf(question);
    return catalogue.on(question.on ?? this.source.settings.zone.localDay(T), T);
  }

  #readSilent(questions: readonly Question[]): Promise<string[][]> {
    const { settings } = this.source;
    const { zone } = settings;
    return this.source.reads.read(async (sql) => {
      const watermarks = await readWatermarks(sql);
      const catalogue = await this.source.catalogue(sql);
      const heard = new Map<string, ReadonlySet<string>>();
      const answers: string[][] = [];
      for (const question of questions) {
        const T = this.instantOf(question);
        const { from, agency } = question;
        const asked: SumQuestion = { from, T, ...WHOLE, flows: SENT, stocks: [], expected: [] };
        let codes = heard.get(nameOf(asked));
        if (codes === undefined) {
          const rows = await readSums(sql, asked, settings);
          codes = new Set([...SENT.flatMap((key) => [...agenciesWith(rows, key)]), ...watermarks.complete(T)]);
          heard.set(nameOf(asked), codes);
        }
        const view = this.#viewOf(question, catalogue);
        const below = agency === null ? view.agencies() : [...view.subtree(agency)].filter((code) => code !== agency);
        const due = below.filter((code) => view.existed(code, from, question.to));
        answers.push(T < zone.startOfDay(from) ? [] : due.filter((code) => !codes!.has(code)).sort());
      }
      return answers;
    });
  }
}

/** Questions of one name differ in their measures only, and are read as one. */
function nameOf({ from, T, channel, procedure, byProcedure, byChannel }: SumQuestion): string {
  return JSON.stringify([from, T, channel, procedure, byProcedure, byChannel]);
}

function union(a: SumQuestion, b: SumQuestion): SumQuestion {
  return {
    ...a,
    flows: [...new Set([...a.flows, ...b.flows])],
    stocks: [...new Set([...a.stocks, ...b.stocks])],
    expected: [...new Set([...a.expected, ...b.expected])],
  };
}

const PROGRAM_TARGETS = new Targets();

/** The agencies of which there is any fact of each kind up to T. */
async function presenceOf(
  sql: Sql,
  T: number,
  kinds: ReadonlySet<FactKind>,
  zone: Zone,
): Promise<Map<FactKind, readonly string[]>> {
  const plans = [...kinds].map(planFor);
  const keys = plans.flatMap(({ presence }) => presence);
  const found = await readPresence(sql, T, keys, zone);
  const agencies = (presence: readonly string[]): string[] => [
    ...new Set(presence.flatMap((key) => [...found.get(key)!])),
  ];
  return new Map(plans.map(({ kind, presence }) => [kind, agencies(presence)]));
}

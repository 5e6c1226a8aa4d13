import { formatInstant } from '../../../infra/graphql/scalars';
import { formatDay } from '../../../infra/time/day';
import { LETTER } from '../../directive';
import { type HalfName, judge, kindOf, type Target } from '../../indicators';
import { SIMULATED_LABEL } from '../nature';
import type { Explanation } from './explanation';
import type { FactsBehind } from './facts-behind';
import { type Language, PHRASES, type Phrases } from './phrases';

/** How many silent agencies are named. */
const NAMED = 20;

/** An explanation for a person, in their language. */
export function explanationText(explanation: Explanation, language: Language): string {
  return new Writer(explanation, language).text();
}

class Writer {
  readonly #words: Phrases;

  constructor(
    private readonly explanation: Explanation,
    private readonly language: Language,
  ) {
    this.#words = PHRASES[language];
  }

  text(): string {
    const { definition, asked } = this.#words;
    return [
      ...(this.explanation.simulated ? [`*** ${SIMULATED_LABEL} ***`] : []),
      ...this.#head(),
      '',
      ...this.#answer(),
      '',
      definition,
      ...this.#definition().map(indented),
      '',
      asked,
      ...this.#basis().map(indented),
      ...this.explanation.facts.flatMap(([half, facts]) => ['', ...this.#facts(half, facts)]),
    ].join('\n');
  }

  #head(): string[] {
    const { figure, settings } = this.explanation;
    const { indicator, agency, period, from, to } = figure.question;
    const { days, date, withBelow, everything } = this.#words;
    const window = days(date(formatDay(from)), date(formatDay(to - 1)));
    return [
      `${indicator.number}. ${indicator.title[this.language]} (${indicator.code})`,
      `${this.#words.agency}: ${agency === null ? everything : `${this.#named(agency)}, ${withBelow}`}`,
      `${this.#words.period}: ${period === null ? window : `${period.text}, ${window}`}`,
      `${this.#words.asOf}: ${formatInstant(figure.T, settings.zone)}`,
    ];
  }

  #answer(): string[] {
    const { figure, settings, open, silent } = this.explanation;
    const words = this.#words;
    const newest = figure.newestEvent === null ? words.nobody : formatInstant(figure.newestEvent, settings.zone);
    return [
      `${words.value}: ${this.#value()}`,
      `${words.target}: ${figure.target === null ? words.noTarget : this.#target(figure.target)}`,
      `${words.result}: ${words.verdict[judge(figure).status]}`,
      `${words.state}: ${open === null ? words.settled : words.open[open]}`,
      `${words.silent}: ${this.#silent(silent)}`,
      `${words.newest}: ${newest}`,
    ];
  }

  #value(): string {
    const { value, missing, numerator, denominator } = this.explanation.figure;
    if (value === null) return this.#words.missing[missing!];
    if (denominator === null) return this.#number(value);
    return `${this.#number(value, 2)} % (${this.#number(numerator!)} / ${this.#number(denominator)})`;
  }

  #target({ value, from, basis }: Target): string {
    const { better, unit } = this.explanation.figure.question.indicator;
    const wanted = `${better === 'HIGHER' ? '≥' : '≤'} ${this.#number(value)}${unit === 'PERCENT' ? ' %' : ''}`;
    return `${wanted} ${this.#words.from} ${this.#words.date(from)} (${this.#words.basis[basis]})`;
  }

  #silent(codes: readonly string[]): string {
    if (codes.length === 0) return this.#words.nobody;
    const named = codes.slice(0, NAMED).map((code) => this.#named(code));
    const rest = codes.length - named.length;
    return [...named, ...(rest === 0 ? [] : [this.#words.more(this.#number(rest))])].join('; ');
  }

  #definition(): string[] {
    const { figure, settings } = this.explanation;
    const { indicator } = figure.question;
    const words = this.#words;
    const kinds = kindOf(indicator).map((kind) => words.kinds[kind]);
    const shape = indicator.denominator === undefined ? words.count : words.ratio;
    const half = (name: 'NUMERATOR' | 'DENOMINATOR', value: number | null, sentence: string): string =>
      `${words.halves[name]} = ${value === null ? '–' : this.#number(value)}: ${sentence}`;
    const { numerator, denominator, note, among, lateness, validFrom, validTo } = indicator;
    const date = (text: string | undefined): string | null => (text === undefined ? null : words.date(text));
    return [
      `${words.kind}: ${[shape, ...kinds, words.better[indicator.better]].join('; ')}`,
      // First: the words of the numerator build on it.
      ...(denominator === undefined ? [] : [half('DENOMINATOR', figure.denominator, denominator.words[this.language])]),
      half('NUMERATOR', figure.numerator, numerator.words[this.language]),
      ...(among === undefined ? [] : [words.among[among]]),
      ...(validFrom === undefined && validTo === undefined ? [] : [words.valid(date(validFrom), date(validTo))]),
      ...(note === undefined ? [] : [`${words.note}: ${note[this.language]}`]),
      ...(lateness ? [`${words.lateness}: ${words.rule(settings.rule, settings.zone.name)}`] : []),
    ];
  }

  #basis(): string[] {
    const { figure, directive } = this.explanation;
    const { clauses, tasks, basis = [] } = figure.question.indicator;
    const words = this.#words;
    const letter = directive.directives.find(({ number }) => number === LETTER);
    const line = (what: string, ref: string, title: { vi: string; en: string } | undefined): string =>
      `${what} ${ref}${title === undefined ? '' : `: ${title[this.language]}`}`;
    return [
      ...(letter === undefined
        ? []
        : [`${words.directive}: ${letter.number} (${words.date(letter.date)}), ${letter.title[this.language]}`]),
      ...clauses.map((ref) => line(words.clause, ref, directive.clause(LETTER, ref)?.title)),
      ...tasks.map((number) => line(words.task, String(number), directive.task(String(number))?.title)),
      ...basis.map((id) => `${words.act}: ${this.#act(id)}`),
    ];
  }

  #act(id: string): string {
    const { acts } = this.explanation.directive;
    const act = acts.get(id);
    if (act === undefined) return id;
    const { number, title, inForceTo, successors } = act;
    const { replaced, date } = this.#words;
    const by = successors.map((successor) => acts.get(successor)?.number ?? successor);
    return `${number}, ${title[this.language]}${inForceTo === null ? '' : ` (${replaced(date(inForceTo), by)})`}`;
  }

  #facts(half: HalfName, { count, sum, digest, first }: FactsBehind): string[] {
    const words = this.#words;
    if (count === 0) return [`${words.halves[half]}: ${words.noFacts}`];
    const { fact } = this.explanation.figure.question.indicator;
    const kind = words.factKinds[fact] ?? fact;
    const width = Math.max(0, ...first.map(({ subject }) => subject.length));
    const rest = count - first.length;
    return [
      `${words.halves[half]}: ${words.behind(this.#number(count), kind, this.#number(sum))} (sha256 ${digest})`,
      ...first.map(({ subject, agency, amount }) =>
        indented(`${subject.padEnd(width)}  ${agency === '' ? words.noAgency : agency}  ${this.#number(amount)}`),
      ),
      ...(rest === 0 ? [] : [indented(words.more(this.#number(rest)))]),
    ];
  }

  #named(code: string): string {
    const { catalogue, figure, settings } = this.explanation;
    const agency = catalogue.agencies.get(code);
    const day = settings.zone.localDay(figure.T);
    const own = agency?.name(day) ?? null;
    const name = this.language === 'en' ? (agency?.nameEn(day) ?? own) : own;
    return name === null ? code : `${code} (${name})`;
  }

  #number(value: number, decimals?: number): string {
    const digits = decimals === undefined ? {} : { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
    return value.toLocaleString(this.#words.locale, digits);
  }
}

function indented(line: string): string {
  return `  ${line}`;
}

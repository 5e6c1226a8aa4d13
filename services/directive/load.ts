import { InputError } from '../../infra/errors';
import indexWeights from '../../schema/directive/766.json';
import letter from '../../schema/directive/15090.json';
import legalBasis from '../../schema/directive/legal-basis.json';
import knownParties from '../../schema/directive/parties.json';
import { checkActs, checkDirective } from './check';
import { Faults } from './faults';
import { type FormName, hasForm } from './form';
import type { Act, Directive, Heading, Party, Task, WeightSet } from './model';
import { gatherParties, type RawParty } from './parties';
import { readConfiguration, type Source } from './read';
import { checkWeights, type KnownRatios, problemsOf, type RawWeightSet, weightSet, weightsOn } from './weights';

/** The directives as data, with what a province adds; it does not change while the program runs. */
export interface DirectiveData {
  /** The letter first, then those of the configuration in its order. */
  readonly directives: readonly Directive[];
  /** Of all directives, in their order. */
  readonly tasks: readonly Task[];
  task(number: string): Task | undefined;
  clause(directive: string, ref: string): Heading | undefined;
  readonly parties: ReadonlyMap<string, Party>;
  /** The register of the legal basis, by id. */
  readonly acts: ReadonlyMap<string, Act>;
  readonly weights: readonly WeightSet[];
  /** The weights that hold on a local day (yyyy-MM-dd); of overlapping sets the one that begins last. */
  weightsOn(date: string): WeightSet | undefined;
  /** What is odd but harmless, for `hub doctor`: weights that overlap or leave a gap. */
  readonly problems: readonly string[];
}

export interface LoadOptions {
  /** The province's configuration (`HUB_DIRECTIVE`), JSON or YAML; absent: the data that come with the hub alone. */
  readonly file?: string | undefined;
  /** Names that the ratios of weights are held against. */
  readonly known?: KnownRatios;
  /** Agency codes of parties for which the file gives none, by party. */
  readonly codes?: Readonly<Record<string, readonly string[]>>;
}

type RawDirective = Omit<Directive, 'tasks'> & {
  readonly tasks: readonly Omit<Task, 'directive'>[];
  readonly parties?: Readonly<Record<string, RawParty>>;
};

/** Number of the letter that the hub was built for. */
export const LETTER = letter.number;

/**
 * Reads and checks the directives, parties, acts and weights.
 * @throws InputError with every fault: the file, the place, the value, and what would be right
 */
export function loadDirective({ file, known = {}, codes = {} }: LoadOptions = {}): DirectiveData {
  const list: string[] = [];
  const own = (name: string, value: unknown): Source => ({
    value,
    faults: new Faults(`schema/directive/${name}`, list),
  });
  const configuration = readConfiguration(file, list);
  const sources = [own('15090.json', letter), ...configuration.directives];
  const weightsSource = configuration.weights ?? own('766.json', indexWeights);
  const partiesSource = own('parties.json', knownParties);
  const actsSource = own('legal-basis.json', legalBasis);

  const raws = sources.map((source) => inForm<RawDirective>('directive', source));
  const partyList = inForm<Readonly<Record<string, RawParty>>>('parties', partiesSource);
  const actList = inForm<readonly Act[]>('acts', actsSource);
  const weights = inForm<readonly RawWeightSet[]>('weights', weightsSource)?.map(weightSet);
  // What has not its form cannot be looked into; the references between files are checked where all have it.
  if (list.length > 0 || partyList === undefined || actList === undefined || weights === undefined) throw refused(list);

  const directives = raws.filter((raw) => raw !== undefined).map(directiveOf);
  const acts = new Map(actList.map((act) => [act.id, act]));
  const parties = gatherParties(
    [
      { parties: partyList, faults: partiesSource.faults, at: '' },
      ...raws.map((raw, index) => ({ parties: raw?.parties ?? {}, faults: sources[index]!.faults, at: 'parties' })),
    ],
    { ...codes, ...configuration.parties },
    configuration.faults,
  );
  checkActs(actList, actsSource.faults);
  directives.forEach((directive, index) => {
    checkDirective(directive, directives.slice(0, index), { parties, acts }, sources[index]!.faults);
  });
  checkWeights(weights, { ...known, acts: [...acts.keys()] }, weightsSource.faults);
  if (list.length > 0) throw refused(list);

  const tasks = directives.flatMap((directive) => directive.tasks);
  const byNumber = new Map(tasks.map((task) => [task.number, task]));
  return {
    directives,
    tasks,
    task: (number) => byNumber.get(number),
    clause: (number, ref) =>
      directives.find((directive) => directive.number === number)?.clauses.find((clause) => clause.ref === ref),
    parties,
    acts,
    weights,
    weightsOn: (date) => weightsOn(weights, date),
    problems: problemsOf(weights, weightsSource.faults.file),
  };
}

let published: DirectiveData | undefined;

/** The data that come with the hub, without any configuration. */
export function publishedDirective(): DirectiveData {
  published ??= loadDirective();
  return published;
}

function inForm<T>(name: FormName, { value, faults }: Source): T | undefined {
  return hasForm(name, value, faults) ? (value as T) : undefined;
}

function directiveOf({ parties: _, ...raw }: RawDirective): Directive {
  return { ...raw, tasks: raw.tasks.map((task) => ({ ...task, directive: raw.number })) };
}

function refused(faults: readonly string[]): InputError {
  return new InputError("The directive's data have faults:", faults);
}

import { type DirectiveNode, type DocumentNode, Kind, type SelectionNode, type SelectionSetNode, visit } from 'graphql';

/** The variables that decide what an operation includes, sorted. */
export function decidingVariables(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive(node) {
      const condition = conditionOf(node);
      if (condition?.kind === Kind.VARIABLE) names.add(condition.name.value);
    },
  });
  return [...names].sort();
}

/**
 * The document with every @skip and @include carried out. The planner plans conditions too, but not all that are
 * valid (a field asked for both with a condition and without one below another condition fails).
 */
export function withoutConditions(document: DocumentNode, variables: Readonly<Record<string, unknown>>): DocumentNode {
  return visit(document, {
    SelectionSet: (node): SelectionSetNode | undefined => {
      if (node.selections.every((selection) => !selection.directives?.length)) return undefined;
      const selections = node.selections.filter((selection) => included(selection, variables)).map(bare);
      // A set must not be empty, and the name of its type is always to be had.
      return { ...node, selections: selections.length > 0 ? selections : [TYPENAME] };
    },
  });
}

const TYPENAME: SelectionNode = {
  kind: Kind.FIELD,
  name: { kind: Kind.NAME, value: '__typename' },
  alias: { kind: Kind.NAME, value: '__none' },
};

/** Whether a field stands where nothing was left to ask for; no answer shows it. */
export function isFiller(responseKey: string): boolean {
  return responseKey === '__none';
}

function bare<Node extends SelectionNode>(selection: Node): Node {
  const directives = selection.directives?.filter((directive) => !isCondition(directive));
  return { ...selection, directives: directives ?? [] };
}

function included(selection: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return (selection.directives ?? []).every((directive) => {
    if (!isCondition(directive)) return true;
    const condition = conditionOf(directive);
    const holds =
      condition?.kind === Kind.VARIABLE ? variables[condition.name.value] === true : condition?.value === true;
    return directive.name.value === 'include' ? holds : !holds;
  });
}

function isCondition(directive: DirectiveNode): boolean {
  return directive.name.value === 'skip' || directive.name.value === 'include';
}

function conditionOf(directive: DirectiveNode) {
  if (!isCondition(directive)) return undefined;
  const value = directive.arguments?.find((argument) => argument.name.value === 'if')?.value;
  return value?.kind === Kind.VARIABLE || value?.kind === Kind.BOOLEAN ? value : undefined;
}

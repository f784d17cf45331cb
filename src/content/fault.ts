/** A fault in a content file: where it is, which rule it breaks, what is wrong and how to mend it. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** E.g. `flow/unknown-target`. */
  readonly rule: string;
  readonly what: string;
  readonly mend: string;
}

/** `file:line:column: rule-id: what is wrong; how to mend it` (contracts.md). */
export function formatFault(fault: Fault): string {
  return `${fault.file}:${fault.line}:${fault.column}: ${fault.rule}: ${fault.what}; ${fault.mend}`;
}

/** Keys and places in lists that lead from a file's whole value to a part of it. */
export type Path = readonly PropertyKey[];

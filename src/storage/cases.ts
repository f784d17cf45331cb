/** The case store: call-backs wait, are claimed and closed; every opening leaves an audit row. */
import { type Language, languages, type Urgency, urgencies } from '../content/schema.ts';
import type { CaseStore, StoredCase } from '../conversation/ports.ts';
import type { CaseDraft } from '../conversation/types.ts';
import { type Database, type Row, textOf, textOrNull, wholeOf } from './database.ts';
import type { Group } from './group.ts';

export function createCaseStore(database: Database, group: Group): CaseStore {
  return {
    /** Waiting and claimed cases of these queues, oldest first. */
    listCases: async (queues) => {
      if (queues.length === 0) return [];
      const marks = queues.map(() => '?').join(', ');
      const sql = `SELECT * FROM cases WHERE queue IN (${marks}) AND status <> 'closed' ORDER BY opened_at, id`;
      return database.all(sql, ...queues).map((row) => {
        // The list is no opening: who must be called, and why, is only read with an audit row (PR-5).
        const { contact, summary, ...shown } = caseOf(row);
        return shown;
      });
    },
    readCase: (id, adviser, reason, at) =>
      group.run(() => {
        const row = database.one('SELECT * FROM cases WHERE id = ?', id);
        if (row === null) return null;
        audit(database, { at, adviser, id, action: 'read', reason });
        return caseOf(row);
      }),
    claimCase: (id, adviser, at) =>
      group.run(() => {
        const sql = `UPDATE cases SET status = 'claimed', claimed_by = ?, claimed_at = ?
                     WHERE id = ? AND status = 'waiting'`;
        const isClaimed = database.run(sql, adviser, at, id) === 1;
        if (isClaimed) audit(database, { at, adviser, id, action: 'claim', reason: '' });
        return isClaimed;
      }),
    /** A case that a colleague has claimed is the colleague's to close. */
    closeCase: (id, adviser, at) =>
      group.run(() => {
        const sql = `UPDATE cases SET status = 'closed', closed_at = ?
                     WHERE id = ? AND status <> 'closed' AND (claimed_by IS NULL OR claimed_by = ?)`;
        const isClosed = database.run(sql, at, id, adviser) === 1;
        if (isClosed) audit(database, { at, adviser, id, action: 'close', reason: '' });
        return isClosed;
      }),
  };
}

/** Stores a case that a turn opens; part of that turn's transaction. */
export function insertCase(database: Database, conversation: string, draft: CaseDraft, at: string): void {
  database.run(
    `INSERT INTO cases (id, number, conversation, queue, status, lang, municipality, need, urgency, danger,
       summary, contact, may_leave_message, call_when, opened_at)
     VALUES (?, ?, ?, ?, 'waiting', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    draft.id,
    draft.number,
    conversation,
    draft.queue,
    draft.lang,
    draft.municipality,
    draft.need,
    draft.urgency,
    draft.danger === null ? null : JSON.stringify(draft.danger),
    JSON.stringify(draft.summary),
    draft.contact,
    draft.mayLeaveMessage ? 1 : 0,
    draft.when,
    at,
  );
}

export function isNumberTaken(database: Database, number: string): boolean {
  return database.one('SELECT id FROM cases WHERE number = ?', number) !== null;
}

interface Audit {
  readonly at: string;
  readonly adviser: string;
  readonly id: string;
  readonly action: 'read' | 'claim' | 'close';
  readonly reason: string;
}

/** PR-5: who, which case, why, when. */
function audit(database: Database, { at, adviser, id, action, reason }: Audit): void {
  const sql = 'INSERT INTO audits (at, adviser, case_id, action, reason) VALUES (?, ?, ?, ?, ?)';
  database.run(sql, at, adviser, id, action, reason);
}

function caseOf(row: Row): StoredCase {
  const danger = textOrNull(row, 'danger');
  return {
    id: textOf(row, 'id'),
    number: textOf(row, 'number'),
    conversation: textOf(row, 'conversation'),
    queue: textOf(row, 'queue'),
    status: statusOf(textOf(row, 'status')),
    lang: languageOf(textOf(row, 'lang')),
    municipality: textOrNull(row, 'municipality'),
    need: textOrNull(row, 'need'),
    urgency: urgencyOf(textOrNull(row, 'urgency')),
    // Our own JSON, written by insertCase.
    danger: danger === null ? null : JSON.parse(danger),
    summary: JSON.parse(textOf(row, 'summary')),
    contact: textOf(row, 'contact'),
    mayLeaveMessage: wholeOf(row, 'may_leave_message') === 1,
    when: textOf(row, 'call_when'),
    openedAt: textOf(row, 'opened_at'),
    claimedBy: textOrNull(row, 'claimed_by'),
    closedAt: textOrNull(row, 'closed_at'),
  };
}

const statuses = ['waiting', 'claimed', 'closed'] as const satisfies readonly StoredCase['status'][];

function statusOf(value: string): StoredCase['status'] {
  return statuses.find((status) => status === value) ?? 'waiting';
}

function languageOf(value: string): Language {
  return languages.find((language) => language === value) ?? 'fi';
}

function urgencyOf(value: string | null): Urgency | null {
  return urgencies.find((urgency) => urgency === value) ?? null;
}

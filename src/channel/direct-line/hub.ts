/** Hands new activities to everyone who listens to a conversation right now. */
import type { StoredActivity } from '../../conversation/ports.ts';

export interface Listener {
  /** New stored activities; an empty list says that there may be some. */
  stored(activities: readonly StoredActivity[]): void;
  /** Activities that storage refused: shown once, without a place in the conversation. */
  unsaved(activities: readonly StoredActivity[]): void;
}

export interface Hub {
  /** For `onStored` of the core. */
  publish(conversation: string, activities: readonly StoredActivity[]): void;
  /** Shows a notice that could not be stored: to the listeners, else to the next who asks (design.md, danger). */
  publishUnsaved(conversation: string, activities: readonly StoredActivity[]): void;
  /** Notices nobody has been shown yet; they are handed out once. */
  takeUnsaved(conversation: string): readonly StoredActivity[];
  /** Returns how to stop listening. */
  listen(conversation: string, listener: Listener): () => void;
  listeners(conversation: string): number;
}

/** Conversations for which an unsaved notice is kept until somebody polls. */
const mostKept = 1000;

export function createHub(): Hub {
  const rooms = new Map<string, Set<Listener>>();
  const kept = new Map<string, readonly StoredActivity[]>();
  const roomOf = (conversation: string): ReadonlySet<Listener> => rooms.get(conversation) ?? new Set();
  return {
    publish: (conversation, activities) => {
      kept.delete(conversation);
      for (const listener of roomOf(conversation)) listener.stored(activities);
    },
    publishUnsaved: (conversation, activities) => {
      const room = roomOf(conversation);
      for (const listener of room) listener.unsaved(activities);
      if (room.size > 0) return;
      kept.delete(conversation);
      kept.set(conversation, activities);
      for (const oldest of kept.keys()) {
        if (kept.size <= mostKept) break;
        kept.delete(oldest);
      }
    },
    takeUnsaved: (conversation) => {
      const activities = kept.get(conversation) ?? [];
      kept.delete(conversation);
      return activities;
    },
    listen: (conversation, listener) => {
      const room = rooms.get(conversation) ?? new Set<Listener>();
      rooms.set(conversation, room.add(listener));
      return () => {
        room.delete(listener);
        if (room.size === 0 && rooms.get(conversation) === room) rooms.delete(conversation);
      };
    },
    listeners: (conversation) => roomOf(conversation).size,
  };
}

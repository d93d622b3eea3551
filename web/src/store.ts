// The conversation, where what hears (the connection) and what shows (the components) meet.

import { useSyncExternalStore } from "preact/compat";

import { EMPTY, changed, type Change, type Conversation } from "./conversation";

export class Store {
  #conversation: Conversation = EMPTY;
  #watchers = new Set<() => void>();

  get conversation(): Conversation {
    return this.#conversation;
  }

  change(change: Change): void {
    this.#conversation = changed(this.#conversation, change);
    this.#watchers.forEach((watcher) => watcher());
  }

  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };
}

export function useConversation(store: Store): Conversation {
  return useSyncExternalStore(store.watch, () => store.conversation);
}

// Sessions of clients that name none: one an agent and key, cut by the rules for sessions.
import { sessionLimits } from "@kaizen/core";
import type { Store } from "@kaizen/store";
import { boundedMap } from "../bounded-map.ts";

export interface KeySessions {
  /** The session that an action of this moment belongs to. */
  sessionFor(agent: string, keyId: string, now: number): Promise<string>;
  /** The session was ended by call: the next action begins another. */
  ended(agent: string, session: string): void;
}

interface Running {
  readonly id: string;
  readonly startedAt: number;
  lastAt: number;
  events: number;
}

interface Place {
  current: Running | undefined;
  loaded: Promise<void>;
}

const KEPT = 10_000;

export function keySessions(store: Store, newId: () => string): KeySessions {
  const places = boundedMap<string, Place>(KEPT);
  const load = async (place: Place, agent: string, keyId: string): Promise<void> => {
    const row = await store.sessions.openFor(agent, keyId);
    if (row !== undefined) place.current = { id: row.id, startedAt: row.startedAt, lastAt: row.lastAt, events: row.events };
  };
  const placeOf = async (agent: string, keyId: string): Promise<Place> => {
    const name = JSON.stringify([agent, keyId]);
    let place = places.get(name);
    if (place === undefined) {
      place = { current: undefined, loaded: Promise.resolve() };
      place.loaded = load(place, agent, keyId);
      places.set(name, place);
    }
    await place.loaded.catch((error: unknown) => {
      places.delete(name);
      throw error;
    });
    return place;
  };
  const ended = new Set<string>();
  return {
    async sessionFor(agent, keyId, now) {
      const place = await placeOf(agent, keyId);
      // INVARIANT: nothing waits from here on, so that two actions never begin two sessions.
      const { current } = place;
      if (current !== undefined && !ended.delete(JSON.stringify([agent, current.id])) && isOpen(current, now)) {
        current.lastAt = now;
        current.events += 1;
        return current.id;
      }
      place.current = { id: newId(), startedAt: now, lastAt: now, events: 1 };
      return place.current.id;
    },
    ended(agent, session) {
      ended.add(JSON.stringify([agent, session]));
      if (ended.size > KEPT) ended.clear();
    },
  };
}

function isOpen({ startedAt, lastAt, events }: Running, now: number): boolean {
  return now - lastAt < sessionLimits.idleMs && now - startedAt < sessionLimits.maxAgeMs && events < sessionLimits.maxEvents;
}

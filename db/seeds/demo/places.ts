import { dice } from "./random.ts";

/** A municipality with people to train. */
export interface Place {
  organizationId: string;
  municipality: string;
  division: string;
  /** ISO 3166-1. */
  country: string;
  timeZone: string;
}

/** Places with how likely each is: `cumulative` ends at 1. */
export interface Gazetteer {
  places: readonly Place[];
  cumulative: readonly number[];
}

/**
 * Municipalities with large administrations, and how many times an ordinary one
 * each is. Invented for the demonstration: orders of magnitude, not a census.
 */
const LARGE: Record<string, number> = {
  "GT-0101": 60,
  "GT-0108": 25,
  "GT-0115": 25,
  "GT-0901": 30,
  "GT-0117": 10,
  "GT-0110": 8,
  "GT-0501": 10,
  "GT-1601": 12,
  "GT-1301": 8,
  "GT-0801": 8,
  "GT-0401": 8,
  "GT-0301": 8,
  "GT-1001": 7,
  "GT-0920": 7,
  "GT-1401": 6,
  "GT-1801": 6,
  "GT-0902": 4,
  "CL-13101": 30,
  "CL-13119": 25,
  "CL-13201": 25,
  "CL-13110": 18,
  "CL-13401": 15,
  "CL-05109": 18,
  "CL-05101": 18,
  "CL-08101": 18,
  "CL-09101": 16,
  "CL-02101": 16,
  "CL-06101": 14,
  "CL-07101": 12,
  "CL-10101": 12,
  "CL-04101": 12,
  "CL-15101": 10,
  "CL-01101": 10,
  "CL-14101": 10,
  "CL-16101": 10,
  "CL-12101": 7,
  "CL-11101": 4,
};

/** Weighs the places: the large ones by the table, the rest by dice that depend on nothing else. */
export function gazetteerOf(places: readonly Place[], seed: string): Gazetteer {
  const thrown = dice(`${seed} places`, 0);
  const weights = places.map(({ organizationId }) => {
    const ordinary = Math.exp(0.8 * thrown.normal());
    return LARGE[organizationId] ?? ordinary;
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let reached = 0;
  return {
    places,
    cumulative: weights.map((weight) => {
      reached += weight / total;
      return reached;
    }),
  };
}

/** The place at which a throw from 0 to 1 falls. */
export function placeAt({ places, cumulative }: Gazetteer, thrown: number): Place {
  let [low, high] = [0, cumulative.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cumulative[middle] as number) <= thrown) low = middle + 1;
    else high = middle;
  }
  return places[low] as Place;
}

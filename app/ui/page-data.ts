/**
 * What a loader hands to its own page without writing it down. Remix puts loader
 * data as JSON into a script of every page, and answers `?_data` with it; our
 * learner pages have no such script, and what they show can be large.
 */
export class PageData<Value> {
  readonly #value: Value;

  constructor(value: Value) {
    this.#value = value;
  }

  get value(): Value {
    return this.#value;
  }

  toJSON(): null {
    return null;
  }
}

import type { GraphQLCompositeType } from "graphql";
import { isObjectType } from "graphql";

/** The response keys used at one place in the response, so that no two selections conflict. */
export class Place {
  readonly #keys = new Map<string, Use>();

  get isEmpty(): boolean {
    return this.#keys.size === 0;
  }

  /**
   * Whether a field may use a key: it is the same field with the same arguments, or on another
   * object type with the same type.
   */
  fits(key: string, { signature, type, parent }: Wanted): boolean {
    const known = this.#keys.get(key);
    if (!known) return true;
    if (known.type !== type) return false;
    if (known.signatures.size === 1 && known.signatures.has(signature)) return true;
    return isObjectType(parent) && !known.parents.has("*") && !known.parents.has(parent.name);
  }

  /** Reserves a key; returns the place below it. */
  take(key: string, { signature, type, parent }: Wanted): Place {
    const known = this.#keys.get(key) ?? { type, signatures: new Set(), parents: new Set(), below: new Place() };
    known.signatures.add(signature);
    known.parents.add(isObjectType(parent) ? parent.name : "*");
    this.#keys.set(key, known);
    return known.below;
  }

  /** Adds the keys of a fragment that is spread here too. */
  adopt(other: Place): void {
    for (const [key, use] of other.#keys) this.#keys.set(key, use);
  }
}

interface Use {
  readonly type: string;
  readonly signatures: Set<string>;
  readonly parents: Set<string>;
  readonly below: Place;
}

interface Wanted {
  /** Field name and arguments. */
  readonly signature: string;
  readonly type: string;
  readonly parent: GraphQLCompositeType;
}

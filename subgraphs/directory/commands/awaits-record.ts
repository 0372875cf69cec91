import { RuleBroken } from "../../common/user-errors.ts";

/** A record refers to a customer, or an organization or person, that is not there. One of the records after it may bring it. */
export class AwaitsRecord extends RuleBroken {}

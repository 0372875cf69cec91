import { describe } from "@jest/globals";
import { ofAnotherWorkspace } from "../support/tenancy/scenes.ts";
import { itIsOutOfReach } from "../support/tenancy/strangers.ts";

describe("Somebody of another workspace", () => itIsOutOfReach(ofAnotherWorkspace));

import type { ReactNode } from "react";
import type { OpenFunnelStage } from "../../index.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { STAGES, valuesOf } from "../ui/words.ts";
import { type Movable, useMove } from "./use-move.ts";

interface Props {
  readonly customer: Movable;
  readonly from: OpenFunnelStage;
  /** What opens it; an arrow unless given. */
  readonly button?: ReactNode;
  /** Called when it stands elsewhere: at its new stage at once, or back again once that was refused. */
  readonly onMoved?: () => void;
}

/** Moves a customer to another stage, by keyboard, by touch and by voice as well as by mouse. */
export const MoveMenu = ({ customer, from, button = <Icon name="move" />, onMoved }: Props) => {
  const move = useMove();
  return (
    <Menu
      label={`Move ${customer.displayName} to another stage`}
      button={button}
      words={STAGES}
      values={valuesOf(STAGES).filter((stage) => stage !== from)}
      onChoose={(stage) => {
        void move(customer, from, stage).then(onMoved);
        onMoved?.();
      }}
    />
  );
};

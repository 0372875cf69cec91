import type { ReactNode } from "react";
import type { OpenFunnelStage } from "../../index.ts";
import { Icon } from "../ui/icon.tsx";
import { Menu } from "../ui/menu.tsx";
import { STAGES, valuesOf } from "../ui/words.ts";
import { type Movable, useMove } from "./use-move.ts";

interface Props {
  readonly customer: Movable;
  readonly from: OpenFunnelStage;
  /** Content of the menu button. Defaults to an arrow. */
  readonly button?: ReactNode;
  /** Called after the optimistic move, and again once the server has confirmed or refused it. */
  readonly onMoved?: () => void;
}

/** Menu that moves a customer to another stage without drag and drop: by keyboard, touch or voice. */
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

import { useState } from "react";
import { CreateCustomer } from "../edit/create-customer.tsx";
import { EditCustomer } from "../edit/edit-customer.tsx";
import { Avatar } from "../ui/avatar.tsx";
import { Button } from "../ui/button.tsx";
import { StageMark, StatusMark } from "../ui/marks.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { RELATION_KINDS } from "../ui/words.ts";
import { Breadcrumbs } from "./breadcrumbs.tsx";
import { useOnPage } from "./context.ts";

/** Header of the page: name, marks, place in the hierarchy and actions. */
export const CustomerHead = () => {
  const { customer } = useOnPage();
  const [doing, setDoing] = useState<"editing" | "adding" | null>(null);
  const { displayName, legalName, party, relationship, status, code, accountNumber } = customer;
  const close = () => setDoing(null);
  const about = [legalName !== displayName && legalName, code, accountNumber].filter(Boolean);

  return (
    <header className="customer-head">
      <Breadcrumbs customer={customer} />
      <div className="title-line">
        <Avatar name={displayName} kind={party.__typename} />
        <div>
          <PageTitle title={displayName} />
          <p className="quiet">{about.join(" · ")}</p>
        </div>
        <div className="actions">
          <Button onClick={() => setDoing("adding")}>Add below</Button>
          <Button kind="primary" onClick={() => setDoing("editing")}>
            Edit
          </Button>
        </div>
      </div>
      <p className="marks">
        <StatusMark status={status} />
        {relationship && <StageMark stage={relationship.funnelStage} />}
        {relationship?.relationKind === "PARTNER" && <span className="mark">{RELATION_KINDS.PARTNER}</span>}
        {relationship?.isFormer && <span className="mark">Former customer</span>}
        {relationship?.isClosed && <span className="mark">Closed</span>}
        {relationship?.labels.nodes.map(({ id, name }) => (
          <span key={id} className="mark label-mark">
            {name}
          </span>
        ))}
      </p>
      {doing === "editing" && <EditCustomer onClose={close} />}
      {doing === "adding" && <CreateCustomer onClose={close} parent={customer} />}
    </header>
  );
};

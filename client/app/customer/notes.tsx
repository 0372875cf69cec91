import { useState } from "react";
import { useCustomerNotesLazyQuery } from "../../react.ts";
import { NoteForm } from "../edit/note-form.tsx";
import { Button } from "../ui/button.tsx";
import { formatMoment } from "../ui/format.ts";
import { More } from "../ui/more.tsx";
import { Section } from "../ui/section.tsx";
import { useOnPage } from "./context.ts";
import { Facet } from "./facet.tsx";

/** What colleagues wrote down, the newest first. */
export const Notes = () => {
  const { id, relationship } = useOnPage().customer;
  const [adding, setAdding] = useState(false);
  const [ask] = useCustomerNotesLazyQuery({ fetchPolicy: "network-only" });
  return (
    <Section
      title="Notes"
      action={
        relationship && (
          <Button kind="quiet" onClick={() => setAdding(true)}>
            Add note
          </Button>
        )
      }
    >
      <Facet field="relationship" what="What colleagues noted" value={relationship} empty="There are no notes.">
        {({ notes: { nodes, pageInfo } }) => (
          <>
            {nodes.length === 0 && <p className="empty">There are no notes yet.</p>}
            <ul className="timeline">
              {nodes.map(({ id, text, createdAt, createdBy }) => (
                <li key={id}>
                  <p className="text">{text}</p>
                  <span className="quiet">
                    <time dateTime={createdAt}>{formatMoment(createdAt)}</time>, by {createdBy}
                  </span>
                </li>
              ))}
            </ul>
            <More page={pageInfo} ask={(after) => ask({ variables: { id, after } })} />
          </>
        )}
      </Facet>
      {adding && <NoteForm customerId={id} onClose={() => setAdding(false)} />}
    </Section>
  );
};

import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { session } from "./session.ts";

/** Asks for a token of the identity provider, when the graph answers no one without. */
export const SignIn = ({ refused }: { refused: boolean }) => {
  const [token, setToken] = useState("");
  const id = useId();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (token.trim() !== "") session.signIn(token.trim());
  };

  return (
    <div className="sign-in">
      <PageTitle title="Sign in" />
      <p>This graph answers those it knows. Paste the bearer token that your identity provider gave you.</p>
      <form onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>Token</label>
          <textarea
            id={id}
            className="input token"
            rows={5}
            autoComplete="off"
            spellCheck={false}
            required
            value={token}
            aria-invalid={refused}
            aria-describedby={`${id}-hint${refused ? ` ${id}-error` : ""}`}
            onChange={(event) => setToken(event.target.value)}
          />
          <p className="hint" id={`${id}-hint`}>
            It is kept in this tab only, until you close it or sign out.
          </p>
          {refused && (
            <p className="error" id={`${id}-error`} role="alert">
              The graph did not accept this token: it may have expired, or be meant for another graph.
            </p>
          )}
        </div>
        <Button kind="primary" type="submit">
          Sign in
        </Button>
      </form>
    </div>
  );
};

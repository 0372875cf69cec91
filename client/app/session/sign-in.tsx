import { type FormEvent, useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { PageTitle } from "../ui/page-title.tsx";
import { session } from "./session.ts";

/** Asks for a token from the identity provider. */
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
      <p>Sign in to see your customers. Paste the bearer token from your identity provider.</p>
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
            The token stays in this tab, until you close it or sign out.
          </p>
          {refused && (
            <p className="error" id={`${id}-error`} role="alert">
              The server did not accept this token. It may have expired, or belong to another deployment.
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

import { Component, type PropsWithChildren, type ReactNode } from "react";
import { Button } from "../ui/button.tsx";

/** Error boundary: keeps a rendering error in one page from breaking the rest. */
export class Crash extends Component<PropsWithChildren, { readonly crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override render(): ReactNode {
    if (!this.state.crashed) return this.props.children;
    return (
      <div className="notice" role="alert">
        <h1>Something went wrong</h1>
        <p>This is a bug on our side. Everything you saved is safe.</p>
        <Button kind="primary" onClick={() => window.location.reload()}>
          Reload the page
        </Button>
      </div>
    );
  }
}

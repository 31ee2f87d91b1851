import { expect, type Locator, type Page } from '@playwright/test';

/** The canvas as a person meets it: names that they see, handles that they drag. */
export class CanvasPage {
  constructor(private readonly page: Page) {}

  get pane(): Locator {
    return this.page.locator('.react-flow');
  }

  get nodes(): Locator {
    return this.page.locator('.react-flow__node:has([data-kind])');
  }

  get edges(): Locator {
    return this.page.locator('.react-flow__edge');
  }

  node(name: string): Locator {
    return this.nodes.filter({ has: this.page.getByText(name, { exact: true }) });
  }

  /** Drags a layer out of the palette; `x` and `y` are shares of the canvas. */
  async drop(kind: string, x: number, y: number): Promise<void> {
    const before = await this.nodes.count();
    const box = await this.pane.boundingBox();
    if (!box) throw new Error('no canvas');
    await this.page
      .locator(`button[data-kind="${kind}"]`)
      .dragTo(this.pane, { targetPosition: { x: box.width * x, y: box.height * y } });
    await expect(this.nodes).toHaveCount(before + 1);
  }

  /** Drags from a node's output to another's input. */
  async connect(from: string, to: string): Promise<void> {
    const before = await this.edges.count();
    await this.node(from)
      .locator('.react-flow__handle.source')
      .dragTo(this.node(to).locator('.react-flow__handle.target'));
    await expect(this.edges).toHaveCount(before + 1);
  }
}

import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { FileNote } from './outcome';
import { Source } from './Source';

/** Marks of Helm, Jinja, Nunjucks, ERB and the like. */
const ACTION = /\{\{|\{%|<%/;

/** An action where YAML has a key, a value or an entry of a list, without quotes around it. */
const BARE_ACTION = /^[ \t-]*(?:\{\{|\{%|\{#|<%)|:[ \t]+\{\{|-[ \t]+\{\{/m;

/** Whether the text is a template of a file, and no file yet: YAML cannot read it as it stands. */
export function isFileTemplate(text: string): boolean {
  return BARE_ACTION.test(text);
}

/** Finds the Helm chart that a file is a template of. */
class HelmCharts {
  readonly #charts = new Map<string, string | undefined>();

  /** The folder of the chart; undefined where the file is not in its `templates`. */
  chartOf(file: string): string | undefined {
    return this.#chartAbove(dirname(file));
  }

  #chartAbove(folder: string): string | undefined {
    if (this.#charts.has(folder)) {
      return this.#charts.get(folder);
    }
    const parent = dirname(folder);
    const isTemplates =
      basename(folder) === 'templates' &&
      existsSync(join(parent, 'Chart.yaml'));
    let chart: string | undefined;
    if (isTemplates) {
      chart = parent;
    } else if (parent !== folder) {
      chart = this.#chartAbove(parent);
    }
    this.#charts.set(folder, chart);
    return chart;
  }
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/**
 * Sorts out the files that another tool makes manifests of: the templates of
 * Helm charts, one note for each chart.
 */
export function withoutHelmTemplates(sources: readonly Source[]): {
  readonly sources: Source[];
  readonly notes: FileNote[];
} {
  const charts = new HelmCharts();
  const left: Source[] = [];
  const skipped = new Map<string, number>();
  for (const source of sources) {
    const chart = ACTION.test(source.text)
      ? charts.chartOf(source.file)
      : undefined;
    if (chart === undefined) {
      left.push(source);
    } else {
      skipped.set(chart, (skipped.get(chart) ?? 0) + 1);
    }
  }
  return {
    sources: left,
    notes: [...skipped].map(([chart, count]) => ({
      file: join(chart, 'templates'),
      message: `skipped ${counted(
        count,
        'Helm template',
      )}: run helm template ${chart} | central-secrets lint -`,
    })),
  };
}

/** The note on a file that YAML cannot read because its actions are not yet replaced. */
export function fileTemplateNote(file: string): FileNote {
  return {
    file,
    message:
      'skipped: it is a template of Helm, Jinja or the like. Lint the manifests that are made of it',
  };
}

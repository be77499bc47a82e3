extension HistoryPage {
  /// Colours are named for what they mean, once a theme; every pair of text and ground has a contrast of
  /// 4.5 or more, every part of a chart 3 or more.
  static let style: HTML = """

    :root {
      color-scheme: light dark;
      --ground: #f6f5f1; --panel: #ffffff; --ink: #1c1b19; --soft: #66625b; --rule: #e4e1da;
      --green: #5f9c78; --healed: #2563c9; --waiting: #b7720b; --not-healed: #c53a2c;
      --interrupted: #8b877f; --cut-short: #8b877f; --better: #1f7a46; --worse: #b32f22;
      --call: #fdf5e3; --call-rule: #ecd9ad; --link: #1d56b3;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #121417; --panel: #1a1d21; --ink: #eceae5; --soft: #a5a199; --rule: #2d3136;
        --green: #4f8f6c; --healed: #6fa5ff; --waiting: #e5ac4d; --not-healed: #ef7667;
        --interrupted: #7e7b75; --cut-short: #7e7b75; --better: #6fcf97; --worse: #ff8f80;
        --call: #262013; --call-rule: #4d3f1d; --link: #8ab6ff;
      }
    }
    * { box-sizing: border-box; }
    body {
      margin: 0 auto; max-width: 62rem; padding: clamp(1.25rem, 4vw, 3rem) clamp(1rem, 4vw, 2rem);
      background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif;
      font-variant-numeric: tabular-nums; overflow-wrap: anywhere; -webkit-text-size-adjust: 100%;
    }
    h1, h2, p, ul { margin: 0; padding: 0; }
    ul { list-style: none; }
    code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; }
    a { color: var(--link); text-underline-offset: .2em; }
    .brand { font-size: .8125rem; font-weight: 600; letter-spacing: .08em; text-transform: uppercase; color: var(--soft); }
    h1 { font-size: clamp(1.75rem, 6vw, 2.5rem); line-height: 1.15; letter-spacing: -.02em; margin: .125rem 0 .5rem; }
    h2 { font-size: 1.0625rem; line-height: 1.3; letter-spacing: -.005em; }
    .lede { font-size: clamp(1.0625rem, 3vw, 1.25rem); color: var(--soft); max-width: 52rem; text-wrap: pretty; }
    .lede strong { color: var(--ink); font-weight: 650; }
    main { display: grid; gap: 1rem; margin-top: 1.75rem; }
    .panel { background: var(--panel); border: 1px solid var(--rule); border-radius: .875rem; padding: clamp(1rem, 3vw, 1.5rem); min-width: 0; }
    .panel.calling { background: var(--call); border-color: var(--call-rule); }
    .pair { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 22rem), 1fr)); }
    .hint, .meta, .legend, .nothing, .axis, .scale { color: var(--soft); font-size: .8125rem; }
    .hint { margin-top: .125rem; }
    .nothing { margin-top: .5rem; font-size: .9375rem; }
    .empty { text-align: center; padding: clamp(2.5rem, 10vw, 5rem) 1.5rem; }
    .empty p { color: var(--soft); margin-top: .5rem; }

    .tiles { display: grid; gap: 1rem; grid-template-columns: repeat(4, 1fr); }
    .tile { background: var(--panel); border: 1px solid var(--rule); border-radius: .875rem; padding: .875rem 1.125rem 1rem; display: grid; align-content: start; }
    .tile .name { font-size: .8125rem; color: var(--soft); }
    .tile .value { font-size: clamp(1.5rem, 5vw, 2rem); font-weight: 650; letter-spacing: -.02em; line-height: 1.3; }
    .tile .note { font-size: .8125rem; color: var(--soft); line-height: 1.35; }
    .tile.calling { background: var(--call); border-color: var(--call-rule); }

    .green { background: var(--green); } .healed { background: var(--healed); }
    .waiting { background: var(--waiting); } .not-healed { background: var(--not-healed); }
    .observed { background: var(--not-healed); opacity: .5; }
    .interrupted, .cut-short { background: var(--interrupted); }
    .legend { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin-top: .375rem; }
    .legend i, .status i { display: inline-block; width: .625rem; height: .625rem; border-radius: .1875rem; margin-right: .4375rem; }
    .plot { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: .375rem .625rem; margin-top: 1.25rem; }
    .scale { display: flex; flex-direction: column; justify-content: space-between; text-align: right; line-height: 1; margin: -.375rem 0; }
    .axis { grid-column: 2; display: flex; justify-content: space-between; }
    .bars { position: relative; display: flex; align-items: stretch; gap: clamp(1px, .5vw, 5px); height: 10rem; border-bottom: 1px solid var(--rule); background: linear-gradient(var(--rule), var(--rule)) top / 100% 1px no-repeat; }
    .bars > span { flex: 1 1 0; min-width: 0; max-width: 3rem; display: flex; flex-direction: column-reverse; gap: 1px; }
    .bars > span > i { flex: none; min-height: 2px; }
    .bars > span > i:last-child { border-radius: .1875rem .1875rem 0 0; }
    .bars > span:hover { opacity: .75; }
    .bars.few, .plot svg { height: 8rem; }
    .median { position: absolute; inset-inline: 0; border-top: 1px dashed var(--ink); pointer-events: none; }
    .plot svg { display: block; width: 100%; overflow: visible; }
    .plot path { vector-effect: non-scaling-stroke; fill: none; }
    .plot .grid { stroke: var(--rule); } .plot .line { stroke: var(--healed); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
    .plot .area { fill: var(--healed); opacity: .1; }

    table { width: 100%; border-collapse: collapse; margin-top: .75rem; font-size: .9375rem; }
    th, td { text-align: left; vertical-align: baseline; padding: .625rem .75rem .625rem 0; border-top: 1px solid var(--rule); font-weight: 400; }
    thead th { border-top: 0; padding-block: .25rem; font-size: .8125rem; color: var(--soft); }
    th:last-child, td:last-child { padding-right: 0; }
    td.number, .stack:not(.runs) thead th:nth-child(n+3), .numbers td, .numbers thead th + th { text-align: right; white-space: nowrap; }
    .wide { width: 26%; vertical-align: middle; }
    .outcome { display: flex; gap: 1px; height: .625rem; }
    .outcome i:first-child { border-radius: .1875rem 0 0 .1875rem; } .outcome i:last-child { border-radius: 0 .1875rem .1875rem 0; }
    .outcome i:only-child { border-radius: .1875rem; }
    .better { color: var(--better); font-weight: 600; } .worse { color: var(--worse); font-weight: 600; }
    .badge { display: inline-block; font-size: .75rem; line-height: 1.5; padding: 0 .5rem; border: 1px solid var(--call-rule); border-radius: 1rem; background: var(--call); color: var(--ink); }
    .runs th, .status { white-space: nowrap; }
    .runs .what { width: 100%; color: var(--soft); }
    details { margin-top: .75rem; font-size: .875rem; }
    summary { cursor: pointer; color: var(--soft); width: fit-content; }
    :focus-visible { outline: 2px solid var(--link); outline-offset: 3px; border-radius: .25rem; }
    .scroll { overflow-x: auto; }
    .numbers { font-size: .8125rem; }
    table + .hint { margin-top: .75rem; }

    .cards > li { padding: .75rem 0; border-top: 1px solid var(--rule); }
    .cards { margin-top: .75rem; } .cards > li:last-child { padding-bottom: 0; }
    .calling .cards > li { border-color: var(--call-rule); }
    .title { font-weight: 600; } .share { font-weight: 400; color: var(--soft); margin-left: .25rem; }
    .meta + .title { margin-top: .5rem; }
    .meta code { font-size: .9375em; }
    .said code { color: var(--ink); }
    footer { margin-top: 1.5rem; color: var(--soft); font-size: .8125rem; }

    @media (max-width: 44rem) {
      .tiles { grid-template-columns: repeat(2, 1fr); gap: .625rem; }
      main, .pair { gap: .75rem; }
      .stack, .stack tbody { display: block; }
      .stack thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
      .stack tr { display: grid; grid-template-columns: 3fr 4fr 3.5fr 3.5fr; gap: .25rem .5rem; padding: .75rem 0; border-top: 1px solid var(--rule); }
      .stack th, .stack td { border: 0; padding: 0; }
      .stack tbody th, .stack .wide, .stack .what { grid-column: 1 / -1; width: auto; }
      .stack td.number { text-align: left; } .stack td.number::before { content: attr(data-label); display: block; font-size: .75rem; color: var(--soft); }
      .runs tr { grid-template-columns: minmax(0, 1fr) auto; } .runs tbody th { grid-column: 1; }
      .runs .what:empty { display: none; }
    }
    @media print { body { background: none; } .panel, .tile { break-inside: avoid; } }

    """
}

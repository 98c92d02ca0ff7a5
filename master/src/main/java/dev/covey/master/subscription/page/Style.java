package dev.covey.master.subscription.page;

/** How the page looks: one narrow column, in the colours that the device prefers. */
final class Style {

    static final String SHEET =
            """
            :root{color-scheme:light dark;--ink:#1b1f24;--soft:#5b6470;--paper:#f6f7f9;\
            --card:#fff;--edge:#d9dee5;--accent:#0b63ce;--warn:#9a3412}
            @media(prefers-color-scheme:dark){:root{--ink:#e8ebef;--soft:#9aa4b1;--paper:#0f1216;\
            --card:#181d23;--edge:#2b323b;--accent:#6fb1ff;--warn:#fdba74}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--paper);color:var(--ink);\
            font:16px/1.5 system-ui,sans-serif}
            main{max-width:34rem;margin:0 auto;padding:1.25rem}
            h1{font-size:1.5rem;margin:.5rem 0 1rem;overflow-wrap:anywhere}
            h2{font-size:1.1rem;margin:0 0 .5rem}
            section,dl,.notice{background:var(--card);border:1px solid var(--edge);\
            border-radius:.75rem;padding:1rem;margin:0 0 1rem}
            dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem}
            dt{color:var(--soft)}
            dd{margin:0;overflow-wrap:anywhere}
            progress{display:block;width:100%;accent-color:var(--accent)}
            svg{display:block;width:100%;max-width:18rem;margin:.75rem auto;border-radius:.5rem}
            .notice{font-weight:600;color:var(--warn)}
            .link code{display:block;font-size:.8rem;overflow-wrap:anywhere;user-select:all;\
            color:var(--soft)}
            .apps{display:flex;flex-wrap:wrap;gap:.5rem}
            .apps a{border:1px solid var(--edge);border-radius:.5rem;padding:.5rem .75rem}
            a{color:var(--accent);text-decoration:none}
            a:hover{text-decoration:underline}
            details{border-top:1px solid var(--edge)}
            summary{cursor:pointer;padding:.75rem 0;overflow-wrap:anywhere}
            """;

    private Style() {}
}

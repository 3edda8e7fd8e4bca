// A table that scrolls sideways must be reachable by keyboard; one that fits needs no stop.
"use strict"

{
  const reach = ({target}) =>
    target.toggleAttribute("tabindex", target.scrollWidth > target.clientWidth) && (target.tabIndex = 0)
  const watch = new ResizeObserver(entries => entries.forEach(reach))

  // Material's stream of page loads, instant ones included.
  document$.subscribe(() => {
    watch.disconnect()
    document.querySelectorAll(".md-typeset__scrollwrap").forEach(table => watch.observe(table))
  })
}

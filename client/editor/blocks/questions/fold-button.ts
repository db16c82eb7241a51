/** The button that stands where questions are folded away. Plain elements: it outlives redrawing. */
export function foldButton(onPress: (byTouch: boolean) => void) {
  const element = document.createElement('div')
  element.className = 'question-fold'
  element.lang = document.documentElement.lang
  const button = document.createElement('button')
  button.type = 'button'
  button.addEventListener('click', (event) => {
    onPress(event instanceof PointerEvent && event.pointerType === 'touch')
  })
  element.append(button)
  return {
    element,
    say: (words: string) => {
      if (button.textContent !== words) button.textContent = words
    },
  }
}

/** What a person wrote, as text and nothing else: line breaks stay, marks of HTML are letters. */
export function MessageText({ text }: { readonly text: string }) {
  return <p class="govuk-body app-message">{text}</p>;
}

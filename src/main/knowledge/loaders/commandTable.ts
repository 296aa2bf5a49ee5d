import { wholeWords as asks } from '../../../shared/wholeWords.ts'

/** Something that Casement can do: what asks for it, and where it is found. */
export interface AppCommand { readonly asked: RegExp; readonly what: string }

/** What the app does by itself when the person looks in the right place; a model cannot do it for them. */
export const appCommands: readonly AppCommand[] = [
  { asked: asks('(?:new|another|fresh) (?:chat|conversation|talk)|start over|neues? (?:gespräch|unterhaltung)|nouvelle conversation|nueva conversación'), what: 'A new conversation: Ctrl+N.' },
  { asked: asks('(?:temporary|private|incognito|secret) (?:chat|conversation|mode)|nothing (?:is )?(?:stored|saved|kept)'), what: 'A conversation that is stored nowhere: Ctrl+Shift+H, “Temporary chat”.' },
  { asked: asks('search|find (?:a|my|the|that|an old) (?:\\p{L}+ )?(?:chat|conversation|message|talk)|suche|cherche|busca'), what: 'Searching conversations, messages and memories: Ctrl+K.' },
  { asked: asks('(?:change|switch|choose|pick|select|use|load|another|different|which) (?:\\p{L}+ ){0,3}models?|modell (?:wechseln|ändern)|changer de modèle|cambiar (?:el|de) modelo'), what: 'Choosing the model, for this conversation or for all: Ctrl+L.' },
  { asked: asks('(?:download|install|add|remove|delete) (?:\\p{L}+ ){0,3}models?|gguf'), what: 'Getting or removing models on this computer: Settings, “Models on this computer”.' },
  { asked: asks('(?:go|work|stay|be|switch|turn) (?:\\p{L}+ ){0,2}(?:offline|online)|offline mode|no internet|without (?:the )?internet|local only|flugmodus|hors ligne|sin conexión'), what: 'Letting nothing leave this computer: “Go offline or online” in Ctrl+K.' },
  { asked: asks('forget (?:that|this|what|my|everything|all|about|it)|(?:delete|remove|erase|edit|change|correct|see|show|list) (?:\\p{L}+ ){0,3}memor(?:y|ies)|what (?:do )?you (?:remember|know) (?:of|about) me|vergiss|oublie|olvida'), what: 'Seeing, changing and forgetting memories: the page “Memories” in Ctrl+K.' },
  { asked: asks('stop (?:learning|remembering)|(?:don[\'’]?t|do not) (?:learn|remember)|turn off (?:learning|memory)'), what: 'What is learned from messages: Settings, “Memory”.' },
  { asked: asks('(?:export|import|back ?up|save) (?:\\p{L}+ ){0,3}(?:chats?|conversations?|data|memor(?:y|ies)|everything|history)|chatgpt archive'), what: 'Bringing in and taking out conversations and memories: the page “Import and export” in Ctrl+K.' },
  { asked: asks('(?:delete|remove|restore|recover|undelete) (?:\\p{L}+ ){0,3}(?:chats?|conversations?|talks?)|trash|papierkorb|corbeille|papelera'), what: 'Deleting a conversation: its menu in the list; bringing it back: “Trash” in Ctrl+K.' },
  { asked: asks('dark|light (?:mode|theme)|theme|colou?rs of the (?:app|window)|dunkelmodus|mode sombre|modo oscuro'), what: 'Light or dark: Settings, “Look”.' },
  { asked: asks('(?:set|change|raise|lower|see|show) (?:\\p{L}+ ){0,3}(?:budgets?|limits?|spending)|spent|costs?|budgets?|how much (?:did|have|does) (?:\\p{L}+ ){0,4}(?:cost|spend|spent)'), what: 'What was spent, and budgets: the page “Costs” in Ctrl+K.' },
  { asked: asks('api[ -]?keys?|(?:add|connect|remove) (?:\\p{L}+ ){0,3}(?:providers?|servers?)|openai|anthropic|openrouter|mistral|ollama|lm studio'), what: 'Servers and keys: Settings, “Servers and cloud”.' },
  { asked: asks('(?:rules?|policy|policies) (?:\\p{L}+ ){0,4}(?:models?|answers?|cloud|local)|when (?:\\p{L}+ ){0,3}cloud|where answers come from'), what: 'Rules on who answers what: Settings, “Where answers come from”.' },
  { asked: asks('persona|(?:change|set) (?:your|the) (?:tone|style|voice|personality|character)|act as|custom instructions?|system prompt'), what: 'How answers sound: Settings, “Personas” and “Answers”.' },
  { asked: asks('(?:teach|add|new|own) (?:\\p{L}+ ){0,2}intents?|how messages are read'), what: 'Teaching an intent by examples: Settings, “How messages are read”.' },
  { asked: asks('what (?:left|was sent|leaves)|(?:my )?privacy|who sees (?:my|this)|datenschutz|confidentialité|privacidad'), what: 'What left this computer, and when: the page “Privacy” in Ctrl+K.' },
  { asked: asks('(?:regenerate|redo|rewrite|repeat) (?:\\p{L}+ ){0,2}(?:answer|response|that)|(?:another|a different) answer|try again'), what: 'Writing the last answer again: Ctrl+Shift+R.' },
  { asked: asks('(?:sum up|summari[sz]e|compress|compact|shorten) (?:\\p{L}+ ){0,3}(?:chat|conversation|talk|history|messages)|checkpoint'), what: 'Summing up earlier messages: “Sum up earlier messages now” in Ctrl+K.' },
  { asked: asks('(?:what is|what\'s|see|show|inspect) (?:\\p{L}+ ){0,3}(?:context|prompt)|inspector'), what: 'What a model was given: the inspector, Ctrl+I.' },
  { asked: asks('shortcuts?|key ?board|hotkeys?|tastenkürzel|raccourcis|atajos'), what: 'All shortcuts: Ctrl+/.' },
  { asked: asks('settings?|preferences|options|einstellungen|réglages|paramètres|ajustes|configuración'), what: 'Settings: Ctrl+comma.' },
]

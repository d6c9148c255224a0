/** What must happen after a change and may be repeated: mails, callbacks to the workflow, starts of it (R36). */
package org.zhicheng.dossier.delivery;

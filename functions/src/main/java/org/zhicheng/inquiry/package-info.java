/** What several duties ask of one application: its checks (R16), its view, its timeline (R25). */
package org.zhicheng.inquiry;

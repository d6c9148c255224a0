/** What a public notice must be before the employer recommends (R17, R18). */
package org.zhicheng.rules.notice;

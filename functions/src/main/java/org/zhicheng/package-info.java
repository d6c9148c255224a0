/** Applications for professional titles (职称), a folder a floor: each stands on those below (docs/floors.md). */
package org.zhicheng;
